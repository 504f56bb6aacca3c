import numpy as np


def skipgram_pairs(sentences, window):
    pairs = []
    for s in sentences:
        for t in range(len(s)):
            start = max(0, t - window)
            stop = min(len(s), t + window + 1)
            for j in range(start, stop):
                if abs(j - t) == window:
                    pairs.append((s[t], s[j]))
    return np.array(pairs, dtype=np.int64).reshape(-1, 2)
