"""Ridge regression as plain least squares: every weight brings an example of its own, to be 0."""

import numpy as np


def ridge_regression(x, y, lam):
    examples = [[*row, 1.0] for row in x.tolist()]
    wishes = [[*row, 0.0] for row in np.diag(np.full(x.shape[1], np.sqrt(lam)))]
    goals = [*y.tolist(), *(0.0 for _ in wishes)]
    solution = np.linalg.lstsq(np.array(examples + wishes), np.array(goals), rcond=None)[0]
    *weights, bias = solution.tolist()
    return np.array(weights), bias
