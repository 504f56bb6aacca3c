"""One number at a time, with the distribution function as the complement of its upper tail."""

import math
from statistics import NormalDist

import numpy as np

TAIL = math.sqrt(0.5)


def _each(function, x):
    return np.array([function(float(value)) for value in x.flat]).reshape(x.shape)


def gelu(x):
    return _each(lambda value: 0.5 * value * math.erfc(-TAIL * value), x)


def gelu_backward(upstream, x):
    slope = _each(lambda value: 0.5 * math.erfc(-TAIL * value) + value * NormalDist().pdf(value), x)
    return (upstream * slope,)
