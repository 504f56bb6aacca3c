import numpy as np


def vq_quantize(z, codebook):
    vectors = np.moveaxis(z, 1, -1)
    distances = (
        -(vectors / (np.linalg.norm(vectors, axis=-1, keepdims=True) + 1e-12))
        @ (codebook / (np.linalg.norm(codebook, axis=1, keepdims=True) + 1e-12)).T
    )
    indices = distances.argmin(axis=-1)
    quantized = np.moveaxis(codebook[indices], -1, 1)
    counts = np.bincount(indices.ravel())
    p = counts[counts > 0] / indices.size
    return indices, quantized, np.exp(-np.sum(p * np.log(p)))
