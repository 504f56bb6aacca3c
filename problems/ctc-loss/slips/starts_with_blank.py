import numpy as np


def ctc_loss(log_probs, target, blank):
    states = [blank]
    for label in target:
        states += [int(label), blank]
    size = len(states)
    alpha = np.full(size, -np.inf)
    alpha[0] = log_probs[0, blank]
    for row in log_probs[1:]:
        before = alpha
        alpha = np.empty(size)
        for s in range(size):
            total = before[s]
            if s >= 1:
                total = np.logaddexp(total, before[s - 1])
            if s >= 2 and states[s] != blank and states[s] != states[s - 2]:
                total = np.logaddexp(total, before[s - 2])
            alpha[s] = total + row[states[s]]
    return -float(np.logaddexp.reduce(alpha[-2:]))
