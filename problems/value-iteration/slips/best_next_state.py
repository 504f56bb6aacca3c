import numpy as np


def value_iteration(transition, reward, gamma, values, sweeps):
    values = values.copy()
    for _ in range(sweeps):
        q = reward + gamma * np.where(transition > 0, values, -np.inf).max(axis=2)
        values = q.max(axis=1)
    q = reward + gamma * transition @ values
    return values, q.argmax(axis=1)
