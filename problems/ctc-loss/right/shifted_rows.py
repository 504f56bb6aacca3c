import numpy as np


def ctc_loss(log_probs, target, blank):
    states = np.full(2 * len(target) + 1, blank)
    states[1::2] = target
    may_skip = np.zeros(len(states), dtype=bool)
    may_skip[3::2] = target[1:] != target[:-1]
    emitted = log_probs[:, states]

    alpha = np.where(np.arange(len(states)) < 2, emitted[0], -np.inf)
    for row in emitted[1:]:
        padded = np.concatenate([[-np.inf, -np.inf], alpha])
        skipped = np.where(may_skip, padded[:-2], -np.inf)
        alpha = np.logaddexp(np.logaddexp(alpha, padded[1:-1]), skipped) + row
    return -np.logaddexp.reduce(alpha[-2:])
