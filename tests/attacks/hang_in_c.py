# class: bombs. Hangs inside one call of C code.
import re


def softmax(x):
    re.match("(a+)+$", "a" * 64 + "b")
    return x
