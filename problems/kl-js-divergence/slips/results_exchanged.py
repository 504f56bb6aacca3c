import numpy as np


def kl_js(p, q):
    with np.errstate(divide="ignore", invalid="ignore"):
        log_p, log_q = np.log(p), np.log(q)
        log_m = np.log(0.5 * (p + q))
        forward = np.where(p == 0, 0, p * (log_p - log_q))
        to_m = np.where(p == 0, 0, p * (log_p - log_m))
        from_m = np.where(q == 0, 0, q * (log_q - log_m))
    return 0.5 * (to_m + from_m).sum(axis=-1), forward.sum(axis=-1)
