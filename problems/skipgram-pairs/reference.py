"""All pairs of places of a sentence, those too far apart left out."""

from itertools import permutations

import numpy as np


def skipgram_pairs(sentences, window):
    rows = np.zeros((0, 2), dtype=int)
    for words in sentences:
        near = [(t, j) for t, j in permutations(range(len(words)), 2) if abs(t - j) <= window]
        places = np.array(sorted(near), dtype=int).reshape(len(near), 2)
        rows = np.vstack([rows, np.asarray(words, dtype=int)[places]])
    return rows
