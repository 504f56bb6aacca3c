import numpy as np


def data_parallel_step(params, shard_grads, sizes, lr):
    grads = [shard_grads[int(np.argmax(sizes))][layer].copy() for layer, p in enumerate(params)]
    new = [p.copy() for p in params]
    for p, g in zip(new, grads, strict=True):
        p -= lr * g
    return new, grads
