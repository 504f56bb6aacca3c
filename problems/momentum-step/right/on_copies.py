import numpy as np


def momentum_step(params, grads, velocities, lr, mu):
    params = [param.copy() for param in params]
    if velocities is None:
        moves = [np.zeros(param.shape, param.dtype) for param in params]
    else:
        moves = [velocity.copy() for velocity in velocities]
    for param, grad, move in zip(params, grads, moves):
        move *= mu
        move -= lr * grad
        param += move
    return params, moves
