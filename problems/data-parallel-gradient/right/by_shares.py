import numpy as np


def data_parallel_step(params, shard_grads, sizes, lr):
    share = (sizes / sizes.sum()).tolist()
    grads = []
    for parts in zip(*shard_grads, strict=True):
        grads.append(sum(a * part for a, part in zip(share, parts, strict=True)))
    return [p - lr * g for p, g in zip(params, grads, strict=True)], grads
