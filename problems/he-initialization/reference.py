"""The fan is counted by walking over the weights of one unit; the root is taken of each variance."""

from math import sqrt

import numpy as np


def he_initialization(draws, slope, mode):
    side = 0 if mode == "fan_in" else 1
    count = sum(1 for place in np.ndindex(draws.shape) if place[side] == 0)
    gain = 1.0 + slope * slope
    weights = np.empty(draws.shape)
    for place in np.ndindex(draws.shape):
        weights[place] = sqrt(2.0) * draws[place] / sqrt(gain * count)
    return weights
