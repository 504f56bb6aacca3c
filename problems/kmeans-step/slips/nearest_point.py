import numpy as np


def kmeans_step(x, centers):
    distances = np.linalg.norm(x[:, None] - centers, axis=2)
    labels = distances.argmin(axis=1)
    new_centers = centers.copy()
    for k in range(len(centers)):
        if np.any(labels == k):
            new_centers[k] = x[labels == k][np.linalg.norm(x[labels == k] - x[labels == k].mean(axis=0), axis=1).argmin()]
    return labels, new_centers
