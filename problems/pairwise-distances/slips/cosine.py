import numpy as np


def pairwise_distances(a, b):
    x = a / np.maximum(np.linalg.norm(a, axis=1, keepdims=True), 1e-12)
    y = b / np.maximum(np.linalg.norm(b, axis=1, keepdims=True), 1e-12)
    return (1 - x @ y.T).astype(np.result_type(a, np.float32) if a.dtype.kind == "f" else float)
