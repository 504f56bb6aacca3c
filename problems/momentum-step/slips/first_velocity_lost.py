import numpy as np


def momentum_step(params, grads, velocities, lr, mu):
    if velocities is None:
        new_params = [p - lr * g for p, g in zip(params, grads)]
        return new_params, [np.zeros_like(p) for p in params]
    new_velocities = [mu * v - lr * g for v, g in zip(velocities, grads)]
    return [p + v for p, v in zip(params, new_velocities)], new_velocities
