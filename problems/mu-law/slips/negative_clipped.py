import numpy as np


def mu_law(x, mu):
    x = np.clip(x, 0, 1)
    f = np.sign(x) * np.log1p(mu * np.abs(x)) / np.log1p(mu)
    codes = np.floor((f + 1) / 2 * mu + 0.5).astype(np.int64)
    f = 2 * codes / mu - 1
    decoded = np.sign(f) * ((1 + mu) ** np.abs(f) - 1) / mu
    return codes, decoded.astype(x.dtype)
