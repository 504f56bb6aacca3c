# class: exits. Leaves without any clean-up when it is called.
import os


def softmax(x):
    os._exit(0)
