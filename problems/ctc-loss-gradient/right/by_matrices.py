import numpy as np


def scaled(steps, first, emitted):
    """Return the forward probabilities, each frame scaled to sum to 1."""
    rows = [first * emitted[0]]
    for e in emitted[1:]:
        rows.append(rows[-1] / rows[-1].sum() @ steps * e)
    return np.array(rows)


def ctc_loss_gradient(logits, target, blank):
    a = logits.astype(np.float64)
    p = np.exp(a - a.max(axis=1, keepdims=True))
    p /= p.sum(axis=1, keepdims=True)
    states = np.array([blank, *(symbol for label in target for symbol in (label, blank))])
    n = len(states)
    differs = states != np.roll(states, -2)
    steps = np.eye(n) + np.eye(n, k=1) + np.eye(n, k=2) * differs[:, None]
    ends = np.arange(n) < 2
    emitted = p[:, states]
    forward = scaled(steps, ends, emitted)
    backward = scaled(steps.T, ends[::-1], emitted[::-1])[::-1]
    posterior = forward * backward / np.maximum(emitted, 1e-300)
    posterior /= posterior.sum(axis=1, keepdims=True)
    belongs = states[:, None] == np.arange(p.shape[1])
    return (p - posterior @ belongs).astype(logits.dtype)
