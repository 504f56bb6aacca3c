import numpy as np


def mlm_mask(tokens, special, select, action, random_tokens, mask_id, rate):
    chosen = (select < rate) & ~special
    labels = np.where(select < rate, tokens, -100)
    inputs = np.where(chosen & (action < 0.8), mask_id, tokens)
    inputs = np.where(chosen & (action >= 0.8) & (action < 0.9), random_tokens, inputs)
    return inputs, labels
