import numpy as np


def dropout_layer(x, uniform, dout, p, train):
    if not train:
        return dout.copy(), x.copy()
    scale = (uniform >= p).astype(x.dtype) / (1 - p)
    return dout * scale, x * scale
