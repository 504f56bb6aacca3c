import numpy as np


def momentum_step(params, grads, velocities, lr, mu):
    if velocities is None:
        velocities = [np.zeros_like(param) for param in params]
    for param, grad, velocity in zip(params, grads, velocities):
        velocity *= mu
        velocity -= lr * grad
        param += velocity
    return params, velocities
