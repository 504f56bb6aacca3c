import numpy as np


def f1_scores(y_true, y_pred, classes):
    true = y_true[:, None] == classes
    predicted = y_pred[:, None] == classes
    both = 2.0 * np.sum(true & predicted, axis=0)
    either = np.sum(true, axis=0) + np.sum(predicted, axis=0)
    scores = both / either
    return both.sum() / max(either.sum(), 1), scores.mean()
