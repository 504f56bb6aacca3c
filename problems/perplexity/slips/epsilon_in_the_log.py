import numpy as np


def perplexity(logits, targets, mask):
    shifted = logits - logits.max(axis=-1, keepdims=True)
    log_p = shifted - np.log(np.exp(shifted).sum(axis=-1, keepdims=True))
    log_p = np.log(np.exp(log_p) + 1e-9)
    nll = -np.take_along_axis(log_p, targets[..., None], axis=-1)[..., 0]
    nll = np.where(mask, nll, 0)
    corpus = np.exp(nll.sum() / mask.sum())
    sentences = np.exp(nll.sum(axis=1) / mask.sum(axis=1))
    return corpus, sentences
