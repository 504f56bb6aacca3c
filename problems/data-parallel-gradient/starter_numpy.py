import numpy as np


def data_parallel_step(params, shard_grads, sizes, lr):
    """Return the updated parameters and the averaged gradients."""
    return [p.copy() for p in params], [np.zeros_like(p) for p in params]
