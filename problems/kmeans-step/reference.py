"""One iteration of k-means in plain Python, a point at a time, the sums kept while assigning."""

import math

import numpy as np


def kmeans_step(x, centers):
    members = [[] for _ in centers]
    labels = []
    for point in x.tolist():
        _, nearest = min((math.dist(point, center), k) for k, center in enumerate(centers.tolist()))
        labels.append(nearest)
        members[nearest].append(point)
    moved = [
        [math.fsum(column) / len(group) for column in zip(*group, strict=True)] or center.tolist()
        for group, center in zip(members, centers, strict=True)
    ]
    return np.array(labels), np.array(moved)
