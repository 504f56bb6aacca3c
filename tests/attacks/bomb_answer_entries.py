# class: bombs. Returns a dictionary of many entries.
def softmax(x):
    return {n: n for n in range(1_000_000)}
