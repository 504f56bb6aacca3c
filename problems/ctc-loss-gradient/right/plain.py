import numpy as np


def ctc_loss_gradient(logits, target, blank):
    shifted = logits - logits.max(axis=1, keepdims=True)
    log_p = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    states = np.full(2 * len(target) + 1, blank)
    states[1::2] = target
    frames, size = len(log_p), len(states)

    alpha = np.full((frames, size), -np.inf)
    alpha[0, :2] = log_p[0, states[:2]]
    for t in range(1, frames):
        for s in range(size):
            ways = list(alpha[t - 1, max(0, s - 1) : s + 1])
            if s >= 2 and states[s] != blank and states[s] != states[s - 2]:
                ways.append(alpha[t - 1, s - 2])
            alpha[t, s] = np.logaddexp.reduce(ways) + log_p[t, states[s]]

    beta = np.full((frames, size), -np.inf)
    beta[-1, -2:] = 0
    for t in range(frames - 2, -1, -1):
        ahead = beta[t + 1] + log_p[t + 1, states]
        for s in range(size):
            ways = list(ahead[s : s + 2])
            if s + 2 < size and states[s + 2] != blank and states[s + 2] != states[s]:
                ways.append(ahead[s + 2])
            beta[t, s] = np.logaddexp.reduce(ways)

    posterior = np.exp(alpha + beta - np.logaddexp.reduce(alpha[-1, -2:]))
    gamma = np.zeros_like(logits)
    for t in range(frames):
        np.add.at(gamma[t], states, posterior[t])
    return np.exp(log_p) - gamma
