import numpy as np


def mu_law(x, mu):
    x = np.clip(x, -1.0, 1.0)
    f = np.sign(x) * np.log1p(mu * np.abs(x)) / np.log1p(mu)
    q = np.floor((f + 1) / 2 * mu + 0.5).astype(int)
    fh = 2 * q / mu - 1
    return q, (np.sign(fh) * (float(mu) ** np.abs(fh) - 1) / mu).astype(x.dtype)
