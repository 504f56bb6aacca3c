import numpy as np


def perplexity(logits, targets, mask):
    shifted = logits - logits.max(axis=-1, keepdims=True)
    log_p = shifted - np.log(np.exp(shifted).sum(axis=-1, keepdims=True))
    nll = -np.take_along_axis(log_p, targets[..., None], axis=-1)[..., 0]
    p = np.where(mask, np.exp(-nll), 1)
    corpus = p.prod() ** (-1 / mask.sum())
    sentences = p.prod(axis=1) ** (-1 / mask.sum(axis=1))
    return corpus, sentences
