import numpy as np


def top_p_filter(probs, top_p):
    """Return each row with only its most probable tokens left, summing to 1."""
    return probs / probs.sum()
