import numpy as np


def vq_quantize(z, codebook):
    vectors = np.moveaxis(z, 1, -1)
    distances = ((vectors[..., None, :] - codebook) ** 2).sum(axis=-1)
    indices = distances.argmin(axis=-1)
    quantized = codebook[indices].reshape(z.shape)
    counts = np.bincount(indices.ravel())
    p = counts[counts > 0] / indices.size
    return indices, quantized, np.exp(-np.sum(p * np.log(p)))
