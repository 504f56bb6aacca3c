import numpy as np


def skipgram_pairs(sentences, window):
    parts = [np.empty((0, 2), dtype=int)]
    for s in sentences:
        place = np.arange(len(s))
        distance = np.abs(place[:, None] - place)
        t, j = np.nonzero((distance > 0) & (distance <= window))
        parts.append(np.stack([s[t], s[j]], axis=1))
    return np.concatenate(parts)
