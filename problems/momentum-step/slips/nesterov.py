import numpy as np


def momentum_step(params, grads, velocities, lr, mu):
    if velocities is None:
        velocities = [np.zeros_like(param) for param in params]
    new_velocities = [mu * v - lr * g for v, g in zip(velocities, grads)]
    new_params = [p + mu * v - lr * g for p, v, g in zip(params, new_velocities, grads)]
    return new_params, new_velocities
