import numpy as np


def losses(logits, targets):
    result = []
    for z, y in zip(logits, targets):
        m = z.max()
        result.append(m + np.log(np.sum(np.exp(z - m))) - z[y])
    return np.array(result)


def perplexity(logits, targets, mask):
    parts = [losses(z[m], y[m]) for z, y, m in zip(logits, targets, mask)]
    corpus = float(np.exp(np.mean(np.concatenate(parts))))
    return corpus, np.array([np.exp(np.mean(part)) for part in parts])
