import numpy as np


def naive_bayes_text(counts, labels, test, alpha):
    member = np.equal.outer(np.unique(labels), labels)
    smoothed = member @ counts + alpha
    log_words = np.log(smoothed) - np.log(np.einsum("kv->k", smoothed))[:, None]
    scores = np.einsum("mv,kv->mk", test, log_words)
    scores += np.log(np.bincount(labels))
    return scores - np.logaddexp.reduce(scores, axis=1)[:, None]
