import numpy as np


def tensor_parallel_mlp(x, a_weight, a_bias, b_weight, b_bias, workers):
    each, more = divmod(a_bias.size, workers)
    y = np.tile(b_bias, (x.shape[0], 1))
    partials = np.empty((workers, *y.shape), dtype=x.dtype)
    start = 0
    for w in range(workers):
        stop = start + each + (w < more)
        hidden = np.dot(x, a_weight[:, start:stop]) + a_bias[start:stop]
        hidden[hidden < 0] = 0
        np.dot(hidden, b_weight[start:stop], out=partials[w])
        y += partials[w]
        start = stop
    return partials, y
