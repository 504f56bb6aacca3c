import numpy as np


def dropout_layer(x, uniform, dout, p, train):
    if not train:
        return x / (1 - p), dout / (1 - p)
    scale = (uniform >= p).astype(x.dtype) / (1 - p)
    return x * scale, dout * scale
