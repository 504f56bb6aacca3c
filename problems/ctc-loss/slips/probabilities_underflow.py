import numpy as np


def ctc_loss(log_probs, target, blank):
    probs = np.exp(log_probs)
    states = [blank]
    for label in target:
        states += [int(label), blank]
    size = len(states)
    alpha = np.zeros(size)
    alpha[:2] = probs[0, states[:2]]
    for row in probs[1:]:
        before = alpha
        alpha = np.empty(size)
        for s in range(size):
            total = before[s]
            if s >= 1:
                total += before[s - 1]
            if s >= 2 and states[s] != blank and states[s] != states[s - 2]:
                total += before[s - 2]
            alpha[s] = total * row[states[s]]
    return -float(np.log(alpha[-2:].sum()))
