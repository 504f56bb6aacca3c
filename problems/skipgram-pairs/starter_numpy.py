import numpy as np


def skipgram_pairs(sentences, window):
    """Return one row [centre, context] for each context word of each centre."""
    return np.zeros((0, 2), dtype=int)
