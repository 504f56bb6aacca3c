import numpy as np


def dropout_layer(x, uniform, dout, p, train):
    if not train:
        return x.copy(), dout.copy()
    scale = (uniform >= p).astype(x.dtype) / (1 - p)
    return x * scale, dout * scale / (1 - p)
