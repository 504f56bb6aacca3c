import numpy as np


def top_p_filter(probs, top_p):
    rows = []
    for row in probs:
        order = np.lexsort((np.arange(row.size), -row))
        count = np.searchsorted(np.cumsum(row[order]), top_p) + 1
        mask = np.zeros(row.shape, dtype=row.dtype)
        mask[order[:count]] = 1
        rows.append(row * mask / np.sum(row * mask))
    return np.array(rows)
