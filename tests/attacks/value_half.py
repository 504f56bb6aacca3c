# class: values. Right in half precision.
import numpy as np


def softmax(x):
    return (np.exp(x - x.max(-1, keepdims=True)) / np.exp(x - x.max(-1, keepdims=True)).sum(-1, keepdims=True)).astype(np.float16)
