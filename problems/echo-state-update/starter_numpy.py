import numpy as np


def echo_state_update(u, w_in, w, b, x0, rho, leak):
    """Return the states of the reservoir, one row for each input."""
    return np.zeros((len(u), len(x0)))
