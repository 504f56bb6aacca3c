import numpy as np


def log_sigmoid(z):
    out = np.empty_like(z)
    positive = z >= 0
    out[positive] = -np.log1p(np.exp(-z[positive]))
    out[~positive] = z[~positive] - np.log1p(np.exp(z[~positive]))
    return out


def sigmoid_bce(logits, targets):
    return -(targets * log_sigmoid(logits) + (1 - targets) * log_sigmoid(-logits)).mean()
