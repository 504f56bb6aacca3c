# class: values. Yields instead of returning.
def softmax(x):
    yield x
