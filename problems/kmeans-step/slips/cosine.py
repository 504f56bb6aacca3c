import numpy as np


def kmeans_step(x, centers):
    distances = -(x @ centers.T) / (np.linalg.norm(x, axis=1)[:, None] * np.linalg.norm(centers, axis=1) + 1e-12)
    labels = distances.argmin(axis=1)
    new_centers = centers.copy()
    for k in range(len(centers)):
        if np.any(labels == k):
            new_centers[k] = x[labels == k].mean(axis=0)
    return labels, new_centers
