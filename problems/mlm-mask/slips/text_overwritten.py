import numpy as np


def mlm_mask(tokens, special, select, action, random_tokens, mask_id, rate):
    chosen = (select < rate) & ~special
    labels = np.where(chosen, tokens, -100)
    replaced = chosen & (action >= 0.8) & (action < 0.9)
    tokens[chosen & (action < 0.8)] = mask_id
    tokens[replaced] = random_tokens[replaced]
    return tokens, labels
