import numpy as np


def vq_quantize(z, codebook):
    vectors = z.transpose(0, 3, 2, 1)
    distances = ((vectors[..., None, :] - codebook) ** 2).sum(axis=-1)
    indices = distances.argmin(axis=-1)
    quantized = np.moveaxis(codebook[indices], -1, 1)
    counts = np.bincount(indices.ravel())
    p = counts[counts > 0] / indices.size
    return indices, quantized, np.exp(-np.sum(p * np.log(p)))
