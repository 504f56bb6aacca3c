import numpy as np


def dropout_layer(x, uniform, dout, p, train):
    if not train:
        return x.copy(), dout.copy()
    scale = (uniform >= p).astype(x.dtype) / np.mean(uniform >= p)
    return x * scale, dout * scale
