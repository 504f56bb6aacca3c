import numpy as np


def average_precision(scores, correct, total):
    """Return precision and recall after each detection, best first, and AP."""
    return np.zeros(len(scores)), np.zeros(len(scores)), 0.0
