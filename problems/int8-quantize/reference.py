"""One number at a time, with Python's integers and its own rounding to even."""

import numpy as np


def quantize(x):
    values = x.ravel().tolist()
    low, high = min([0.0, *values]), max([0.0, *values])
    scale = (high - low) / 255 if high > low else 1.0
    zero_point = round(-128 - low / scale) if high > low else 0
    q = [sorted([-128, round(v / scale) + zero_point, 127])[1] for v in values]
    restored = [scale * (k - zero_point) for k in q]
    return np.array(q, dtype=np.int8).reshape(x.shape), scale, zero_point, np.array(restored).reshape(x.shape)
