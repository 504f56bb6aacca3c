import math


def he_initialization(draws, slope, mode):
    kernel = math.prod(draws.shape[2:])
    side = draws.shape[1] if mode == "fan_in" else draws.shape[0]
    std = math.sqrt(2 / ((1 - slope**2) * side * kernel))
    return draws * std
