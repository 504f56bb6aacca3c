import numpy as np


def data_parallel_step(params, shard_grads, sizes, lr):
    buffers = [np.zeros_like(p) for p in params]
    for own, n in zip(shard_grads, sizes, strict=True):
        for buffer, g in zip(buffers, own, strict=True):
            buffer += g * int(n)
    total = int(np.sum(sizes))
    new_params = []
    for p, buffer in zip(params, buffers, strict=True):
        buffer /= total
        p -= lr * buffer
        new_params.append(p)
    return new_params, buffers
