import numpy as np


def ctc_greedy_decode(log_probs, lengths, blank):
    path = np.argmax(log_probs, axis=-1)
    before = np.concatenate([np.full((len(path), 1), -1), path[:, :-1]], axis=1)
    valid = np.arange(path.shape[1]) < np.asarray(lengths)[:, None]
    keep = (path != before) & (path != blank) & valid
    return [list(row[kept]) for row, kept in zip(path, keep)]
