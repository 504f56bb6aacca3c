import numpy as np


def perplexity(logits, targets, mask):
    shifted = logits - logits.max(axis=-1, keepdims=True)
    log_p = shifted - np.log(np.exp(shifted).sum(axis=-1, keepdims=True))
    nll = -np.take_along_axis(log_p, targets[..., None], axis=-1)[..., 0]
    nll = np.where(mask, np.exp(nll), 0)
    corpus = nll.sum() / mask.sum()
    sentences = nll.sum(axis=1) / mask.sum(axis=1)
    return corpus, sentences
