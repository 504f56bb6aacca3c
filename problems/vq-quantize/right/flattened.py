import numpy as np


def vq_quantize(z, codebook):
    n, d, h, w = z.shape
    flat = z.transpose(0, 2, 3, 1).reshape(-1, d)
    nearest = np.array([np.argmin(np.linalg.norm(codebook - vector, axis=1)) for vector in flat])
    quantized = np.empty_like(z)
    for channel in range(d):
        quantized[:, channel] = codebook[nearest, channel].reshape(n, h, w)
    _, counts = np.unique(nearest, return_counts=True)
    entropy = np.log(len(flat)) - counts @ np.log(counts) / len(flat)
    return nearest.reshape(n, h, w), quantized, float(np.exp(entropy))
