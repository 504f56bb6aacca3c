import numpy as np


def logsumexp(x, axis):
    rows = np.moveaxis(x, axis, 0)
    m = rows.max(0)
    total = np.zeros_like(m)
    for row in rows:
        total = total + np.exp(row - m)
    return m + np.log(total)
