"""Values by a flat number of the pair, each a weighted mean of the old value and the target."""

import numpy as np


def sarsa_update(q, states, actions, rewards, done, alpha, gamma):
    values = [float(value) for value in q.ravel()]
    pairs = [int(s) * q.shape[1] + int(a) for s, a in zip(states, actions, strict=True)]
    if done:
        values.append(0.0)
        pairs[-1] = q.size
    errors = []
    for pair, after, reward in zip(pairs[:-1], pairs[1:], rewards, strict=True):
        target = reward + gamma * values[after]
        errors.append(target - values[pair])
        values[pair] = (1.0 - alpha) * values[pair] + alpha * target
    return np.array(values[: q.size]).reshape(q.shape), np.array(errors)
