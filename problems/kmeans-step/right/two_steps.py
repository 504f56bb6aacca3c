import numpy as np


def kmeans_step(x, centers):
    scores = x @ centers.T - np.einsum("kd,kd->k", centers, centers) / 2
    labels = scores.argmax(axis=1)
    member = np.eye(len(centers))[labels]
    count = np.bincount(labels, minlength=len(centers))
    used = count > 0
    moved = centers.copy()
    moved[used] = (member.T @ x)[used] / count[used, None]
    return labels, moved
