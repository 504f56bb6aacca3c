import numpy as np


def lime_fit(masks, outputs, width, ridge):
    count = masks.shape[1]
    removed = (masks == 0).sum(axis=1) / count
    pi = np.exp(-np.square(removed / width))
    share = pi / pi.sum()
    centre, level = share @ masks, share @ outputs
    z, f = masks - centre, outputs - level
    w = np.linalg.inv(z.T @ np.diag(pi) @ z + ridge * np.eye(count)) @ (z.T @ (pi * f))
    return w.astype(outputs.dtype), outputs.dtype.type(level - centre @ w)
