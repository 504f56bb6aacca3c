import numpy as np


def perplexity(logits, targets, mask):
    b, t, v = logits.shape
    where, when = np.nonzero(mask)
    z = logits[where, when]
    z = z - np.max(z, axis=1)[:, None]
    chosen = z[np.arange(len(z)), targets[where, when]]
    surprise = np.log(np.exp(z).sum(1)) - chosen
    totals = np.bincount(where, weights=surprise, minlength=b)
    counts = np.bincount(where, minlength=b)
    sentences = np.exp(totals / counts)
    return float(np.exp(totals.sum() / counts.sum())), sentences
