import numpy as np


def mlm_mask(tokens, special, select, action, random_tokens, mask_id, rate):
    chosen = (select < rate) & ~special
    labels = np.where(chosen, tokens, -100)
    inputs = np.where(chosen & (select < 0.8 * rate), mask_id, tokens)
    inputs = np.where(chosen & (select >= 0.8 * rate) & (select < 0.9 * rate), random_tokens, inputs)
    return inputs, labels
