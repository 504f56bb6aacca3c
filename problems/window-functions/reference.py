"""The windows from rotating pointers: powers of the step from one point to the next."""

import numpy as np

PARTS = {
    "hann": ((0, 0.5), (1, -0.5)),
    "hamming": ((0, 0.54), (1, -0.46)),
    "blackman": ((0, 0.42), (1, -0.5), (2, 0.08)),
}


def window(name, n, periodic):
    if n == 1:
        return np.array([1.0])
    round_trip = n if periodic else n - 1
    out = []
    for place in range(n):
        pointer = np.exp(2j * np.pi * (place / round_trip))
        out.append(sum(share * (pointer**turns).real for turns, share in PARTS[name]))
    return np.array(out)
