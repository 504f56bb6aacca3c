"""Masking word by word, with the outcome looked up in the intervals of `action`."""

from bisect import bisect_right

import numpy as np


def mlm_mask(tokens, special, select, action, random_tokens, mask_id, rate):
    inputs, labels = [], []
    for word, barred, chance, turn, other in zip(
        *(np.asarray(a).ravel().tolist() for a in (tokens, special, select, action, random_tokens)),
        strict=True,
    ):
        is_left = barred or chance >= rate
        shown = (mask_id, other, word)[bisect_right((0.8, 0.9), turn)]
        inputs.append(word if is_left else shown)
        labels.append(-100 if is_left else word)
    shape = np.shape(tokens)
    return np.array(inputs, dtype=np.int64).reshape(shape), np.array(labels, dtype=np.int64).reshape(shape)
