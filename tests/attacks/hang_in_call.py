# class: bombs. Never ends when it is called.
def softmax(x):
    while True:
        pass
