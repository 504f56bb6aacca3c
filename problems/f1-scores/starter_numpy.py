import numpy as np


def f1_scores(y_true, y_pred, classes):
    """Return the micro and the macro average of F1 over the given classes."""
    return 0.0, 0.0
