# class: bombs. Returns a number of a million digits.
def softmax(x):
    return 1 << 4_000_000
