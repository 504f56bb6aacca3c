# class: bombs. Prints without end.
def softmax(x):
    while True:
        print("x" * 1000)
