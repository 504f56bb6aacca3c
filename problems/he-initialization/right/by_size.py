import numpy as np


def he_initialization(draws, slope, mode):
    axis = {"fan_in": 0, "fan_out": 1}[mode]
    fan = draws.size // draws.shape[axis]
    gain = np.sqrt(2 / (1 + slope * slope))
    return (draws * (gain / np.sqrt(fan))).astype(draws.dtype)
