import numpy as np


def momentum_step(params, grads, velocities, lr, mu):
    """Return the list of new parameters and the list of new velocities."""
    return [param - lr * grad for param, grad in zip(params, grads)], [np.zeros_like(g) for g in grads]
