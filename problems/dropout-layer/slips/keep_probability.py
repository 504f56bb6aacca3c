import numpy as np


def dropout_layer(x, uniform, dout, p, train):
    if not train:
        return x.copy(), dout.copy()
    scale = (uniform < p).astype(x.dtype) / max(p, 1e-12)
    return x * scale, dout * scale
