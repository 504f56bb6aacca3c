import numpy as np


def lime_fit(masks, outputs, width, ridge):
    s, m = masks.shape
    x = np.zeros((s + m, m + 1))
    x[:s, :m] = masks
    x[:s, m] = 1.0
    removed = m - masks.sum(axis=1)
    root = np.exp(-0.5 * (removed / (m * width)) ** 2)
    x[:s] *= root[:, np.newaxis]
    x[s:, :m] = np.sqrt(ridge) * np.eye(m)
    right = np.zeros(s + m)
    right[:s] = root * outputs
    solution = np.linalg.lstsq(x, right, rcond=None)[0]
    return solution[:m].astype(outputs.dtype), solution[m].astype(outputs.dtype)
