"""The nearest code position by position; the perplexity as a weighted geometric mean of rarities."""

from math import fsum, prod

import numpy as np


def _nearest(vector, codebook):
    distances = [
        fsum((a - b) ** 2 for a, b in zip(vector.tolist(), code, strict=True)) for code in codebook.tolist()
    ]
    return distances.index(min(distances))


def vq_quantize(z, codebook):
    n, _, h, w = z.shape
    indices = np.zeros((n, h, w), dtype=np.int64)
    quantized = np.zeros(z.shape)
    for i, y, x in np.ndindex(n, h, w):
        indices[i, y, x] = _nearest(z[i, :, y, x], codebook)
        quantized[i, :, y, x] = codebook[indices[i, y, x]]
    chosen = indices.ravel().tolist()
    shares = [chosen.count(code) / len(chosen) for code in set(chosen)]
    return indices, quantized, prod((1.0 / share) ** share for share in shares)
