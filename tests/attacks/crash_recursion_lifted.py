# class: crashes. Calls itself without end through C, with the limit lifted.
import sys

sys.setrecursionlimit(1 << 30)


def softmax(x):
    return list(map(softmax, [x]))
