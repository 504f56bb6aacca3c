import numpy as np


def data_parallel_step(params, shard_grads, sizes, lr):
    inverse = 1 / np.maximum(sizes, 1)
    share = (inverse / inverse.sum()).tolist()
    grads = []
    for parts in zip(*shard_grads, strict=True):
        grads.append(sum(a * part for a, part in zip(share, parts, strict=True)))
    return [p - lr * g for p, g in zip(params, grads, strict=True)], grads
