# class: crashes. Aborts.
import os


def softmax(x):
    os.abort()
