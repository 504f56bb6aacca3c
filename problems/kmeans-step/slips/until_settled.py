import numpy as np


def kmeans_step(x, centers):
    for _ in range(50):
        d = np.linalg.norm(x[:, None] - centers, axis=2).argmin(axis=1)
        centers = np.array([x[d == k].mean(axis=0) if np.any(d == k) else centers[k] for k in range(len(centers))])
    distances = np.linalg.norm(x[:, None] - centers, axis=2)
    labels = distances.argmin(axis=1)
    new_centers = centers.copy()
    for k in range(len(centers)):
        if np.any(labels == k):
            new_centers[k] = x[labels == k].mean(axis=0)
    return labels, new_centers
