import numpy as np


def perplexity(logits, targets, mask):
    shifted = logits - logits.max(axis=-1, keepdims=True)
    log_p = shifted - np.log(np.exp(shifted).sum(axis=-1, keepdims=True))
    nll = -np.take_along_axis(log_p, targets[..., None], axis=-1)[..., 0]
    nll = np.where(mask, nll, 0)
    corpus = np.exp(nll.sum() / mask.sum())
    sentences = np.full(len(mask), corpus)
    return corpus, sentences
