import numpy as np


def kmeans_step(x, centers):
    distances = np.linalg.norm(x[:, None] - centers, axis=2)
    labels = distances.argmin(axis=0)
    new_centers = centers.copy()
    for k in range(len(centers)):
        if np.any(labels == k):
            new_centers[k] = x[labels == k].mean(axis=0)
    return labels, new_centers
