import numpy as np


def activation(x, upstream, kind):
    if kind == "relu":
        y, dx = x.copy(), upstream.copy()
        hidden = x <= 0
        y[hidden] = 0
        dx[hidden] = 0
        return y, dx
    if kind == "sigmoid":
        y, slope = activation(x / 2, upstream / 4, "tanh")
        return (y + 1) / 2, slope
    y = np.tanh(x)
    return y, (upstream - upstream * y) * (1 + y)
