"""Two neighbouring positions of the output are followed down to the pixels of the image."""

import numpy as np


def _ends(position, layers):
    """Return the first and the last pixel that influence a position of the output of these layers."""
    first = last = position
    for kernel, stride, dilation in reversed(layers):
        seen = [end * stride + tap * dilation for end in (first, last) for tap in range(kernel)]
        first, last = min(seen), max(seen)
    return first, last


def receptive_field(layers):
    sizes, jumps = [], []
    for depth in range(len(layers)):
        first, last = _ends(0, layers[: depth + 1])
        sizes.append(last - first + 1)
        jumps.append(_ends(1, layers[: depth + 1])[0] - first)
    return np.array(sizes), np.array(jumps)
