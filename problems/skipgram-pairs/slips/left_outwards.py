import numpy as np


def skipgram_pairs(sentences, window):
    pairs = []
    for sentence in sentences:
        words = sentence.tolist()
        for t, centre in enumerate(words):
            before = words[max(t - window, 0) : t]
            after = words[t + 1 : t + 1 + window]
            pairs += [[centre, context] for context in before[::-1] + after]
    return np.array(pairs, dtype=int).reshape(len(pairs), 2)
