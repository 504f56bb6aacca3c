import numpy as np


def lime_fit(masks, outputs, width, ridge):
    """Return the coefficients (M,) and the intercept of the weighted linear fit."""
    return np.zeros(masks.shape[1], dtype=outputs.dtype), outputs.mean()
