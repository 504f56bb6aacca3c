import numpy as np


def vq_quantize(z, codebook):
    vectors = np.moveaxis(z, 1, -1)
    distances = ((vectors[..., None, :] - codebook) ** 2).sum(axis=-1)
    indices = distances.argmin(axis=-1)
    quantized = np.moveaxis(codebook[indices], -1, 1)
    counts = np.bincount(indices.ravel())
    p = counts[counts > 0] / indices.size
    return quantized, indices, np.exp(-np.sum(p * np.log(p)))
