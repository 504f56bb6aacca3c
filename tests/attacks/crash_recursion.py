# class: crashes. Calls itself without end.
def softmax(x):
    return softmax(x)
