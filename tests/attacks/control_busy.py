# class: control. Right, with imports, a cache, a class, and some printing.
import dataclasses
import functools
import logging
import statistics

import numpy as np
from numpy.lib import stride_tricks


@dataclasses.dataclass(frozen=True)
class Axis:
    number: int = -1


@functools.lru_cache(maxsize=4)
def axis():
    return Axis()


def softmax(x):
    print("softmax of", x.shape, statistics.mean([1, 2, 3]))
    logging.getLogger(__name__).warning("a warning")
    stride_tricks.as_strided(x, x.shape, x.strides)
    highest = np.maximum.reduce(x, axis=axis().number, keepdims=True)
    powers = np.exp(x - highest)
    try:
        return powers / powers.sum(axis=axis().number, keepdims=True)
    finally:
        print("done")
