"""A training point is a neighbour if fewer than k others come before it."""

import math

import numpy as np


def knn_predict(x_train, y_train, x_test, k):
    predictions = []
    for point in x_test.tolist():
        far = [(math.dist(point, other), i) for i, other in enumerate(x_train.tolist())]
        votes = [int(y_train[mine[1]]) for mine in far if sum(other < mine for other in far) < k]
        predictions.append(min(votes, key=lambda label: (-votes.count(label), label)))
    return np.array(predictions)
