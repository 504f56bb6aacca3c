import numpy as np


def gini(labels):
    shares = np.bincount(labels) / len(labels)
    return shares @ (1 - shares)


def decision_split(x, y):
    best, best_gain = (-1, 0.0, 0.0), -np.inf
    for feature in range(x.shape[1]):
        values = np.unique(x[:, feature])
        for threshold in [x[:, feature].mean()] if len(values) > 1 else []:
            left = x[:, feature] <= threshold
            share = left.mean()
            gain = gini(y) - share * gini(y[left]) - (1 - share) * gini(y[~left])
            if gain > best_gain + 1e-9:
                best, best_gain = (feature, threshold, gain), gain
    return best
