# class: crashes. Overflows the stack of C.
import sys

sys.setrecursionlimit(1 << 30)


class Deep:
    def __getattr__(self, name):
        return getattr(self, name + "x"[:0])

    def __repr__(self):
        return repr(self)


def softmax(x):
    return repr(Deep())
