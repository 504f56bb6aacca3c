import numpy as np


def pairwise_distances(a, b):
    rows = []
    for point in a:
        rows.append(np.linalg.norm(b - point, axis=1))
    return np.stack(rows)
