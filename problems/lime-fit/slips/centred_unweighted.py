import numpy as np


def lime_fit(masks, outputs, width, ridge):
    distance = 1 - masks.mean(axis=1)
    pi = np.exp(-(distance**2) / width**2)
    z, f = masks - masks.mean(axis=0), outputs - outputs.mean()
    w = np.linalg.solve((z * pi[:, None]).T @ z + ridge * np.eye(masks.shape[1]), z.T @ (pi * f))
    b = outputs.mean() - masks.mean(axis=0) @ w
    return w.astype(outputs.dtype), outputs.dtype.type(b)
