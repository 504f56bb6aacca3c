import numpy as np


def momentum_step(params, grads, velocities, lr, mu):
    if velocities is None:
        velocities = [np.zeros_like(param) for param in params]
    new_velocities = [mu * v + (1 - mu) * g for v, g in zip(velocities, grads)]
    new_params = [param - lr * v for param, v in zip(params, new_velocities)]
    return new_params, new_velocities
