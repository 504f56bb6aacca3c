import numpy as np


def data_parallel_step(params, shard_grads, sizes, lr):
    share = (sizes / sizes.sum()).tolist()
    grads = []
    for parts in zip(*shard_grads, strict=True):
        grads.append(parts[0].copy())
    return [p - lr * g for p, g in zip(params, grads, strict=True)], grads
