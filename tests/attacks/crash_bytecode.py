# class: crashes. Runs bytecode that no compiler wrote.
def softmax(x):
    return x


code = softmax.__code__
softmax.__code__ = code.replace(co_code=bytes([100, 255, 100, 255, 83, 0]) * 4, co_stacksize=1)
