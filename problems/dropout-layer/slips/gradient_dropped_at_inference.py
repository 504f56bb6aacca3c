import numpy as np


def dropout_layer(x, uniform, dout, p, train):
    if not train:
        return x.copy(), np.zeros_like(dout)
    scale = (uniform >= p).astype(x.dtype) / (1 - p)
    return x * scale, dout * scale
