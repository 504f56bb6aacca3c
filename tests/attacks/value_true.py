# class: values. True itself.
import numpy as np


def softmax(x):
    return True
