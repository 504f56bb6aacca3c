"""Momentum for one number at a time: the move is what is left of the old one, less the way down."""

import numpy as np


def momentum_step(params, grads, velocities, lr, mu):
    places, moves = [], []
    for index, (param, grad) in enumerate(zip(params, grads, strict=True)):
        move = np.empty(param.shape)
        for place in np.ndindex(param.shape):
            kept = 0.0 if velocities is None else float(velocities[index][place])
            move[place] = kept * mu - float(grad[place]) * lr
        moves.append(move)
        places.append(param + move)
    return places, moves
