import numpy as np


def mlm_mask(tokens, special, select, action, random_tokens, mask_id, rate):
    inputs = np.array(tokens)
    labels = np.full(tokens.shape, -100)
    where = np.nonzero(np.logical_and(np.less(select, rate), np.logical_not(special)))
    labels[where] = inputs[where]
    turns = np.digitize(action[where], [0.8, 0.9])
    mask = np.full(len(turns), mask_id)
    inputs[where] = np.choose(turns, [mask, random_tokens[where], tokens[where]])
    return inputs, labels
