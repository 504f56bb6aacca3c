import numpy as np


def mlm_mask(tokens, special, select, action, random_tokens, mask_id, rate):
    """Return what the model reads and what it must predict (-100 where nothing)."""
    return tokens.copy(), np.full_like(tokens, -100)
