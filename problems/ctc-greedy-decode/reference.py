"""Collapse by positions: a frame counts where it differs from the one before and is no blank."""

import numpy as np


def ctc_greedy_decode(log_probs, lengths, blank):
    decoded = []
    for scores, length in zip(log_probs, lengths):
        path = np.array([np.flatnonzero(row == row.max())[0] for row in scores[:length]], dtype=np.int64)
        starts = np.ones(len(path), dtype=bool)
        starts[1:] = path[1:] != path[:-1]
        decoded.append([int(symbol) for symbol in path[starts & (path != blank)]])
    return decoded
