"""Row by row from differences of pairs: only how far apart values are matters to a normalised row."""

import numpy as np


def layernorm_backward(upstream, x, gamma, eps):
    n = x.shape[-1]
    dx, dgamma, dbeta = np.zeros(x.shape), np.zeros(n), np.zeros(n)
    for row in np.ndindex(x.shape[:-1]):
        apart = np.subtract.outer(x[row], x[row])
        error = gamma * upstream[row]
        spread = np.sqrt((apart**2).sum() / (2.0 * n**2) + eps)
        pull = (np.subtract.outer(error, error) * apart).sum() / (2.0 * n**2)
        for i in range(n):
            deviation = apart[i].sum() / n
            dx[(*row, i)] = (error[i] - error).sum() / (n * spread) - deviation * pull / spread**3
            dgamma[i] += upstream[(*row, i)] * deviation / spread
            dbeta[i] += upstream[(*row, i)]
    return dx, dgamma, dbeta
