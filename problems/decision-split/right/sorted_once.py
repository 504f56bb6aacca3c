import numpy as np


def decision_split(x, y):
    onehot = np.equal.outer(y, np.unique(y))
    whole = onehot.sum(axis=0)
    found = []
    for feature, column in enumerate(x.T):
        order = np.argsort(column)
        left = np.cumsum(onehot[order], axis=0)[:-1]
        right = whole - left
        kept = np.square(left).sum(axis=-1) / left.sum(axis=-1)
        kept += np.square(right).sum(axis=-1) / right.sum(axis=-1)
        gains = kept / len(y) - np.square(whole / len(y)).sum()
        steps = np.diff(column[order])
        for i in np.flatnonzero(steps):
            found.append((feature, column[order[i]] + steps[i] / 2, gains[i]))
    return max(found, key=lambda split: np.round(split[2], 9), default=(-1, 0.0, 0.0))
