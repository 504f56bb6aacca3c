import numpy as np


def mixup_batch(x, labels, lam, partner, classes):
    mixed = x.copy()
    targets = np.zeros((len(x), classes), dtype=x.dtype)
    for n, other in enumerate(partner):
        mixed[n] = x[n] * lam[n] + mixed[other] * (1 - lam[n])
        targets[n, labels[n]] = lam[n]
        targets[n, labels[other]] += 1 - lam[n]
    return mixed, targets
