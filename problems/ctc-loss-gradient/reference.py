"""The gradient as a derivative by a complex step: all logits nudged at once, each in a copy of its own."""

import numpy as np

STEP = 1e-30


def _loss(logits, states, blank):
    """Return the loss of each of the copies (B, T, C), keeping the forward probabilities' sum at 1."""
    odds = np.exp(logits - logits.real.max(axis=2, keepdims=True))
    p = (odds / odds.sum(axis=2, keepdims=True))[:, :, states]
    before = np.zeros((len(p), len(states)), dtype=complex)
    before[:, :2] = p[:, 0, :2]
    loss = np.zeros(len(p), dtype=complex)
    for frame in np.moveaxis(p, 1, 0)[1:]:
        arriving = before.copy()
        for s in range(1, len(states)):
            arriving[:, s] += before[:, s - 1]
            if s > 1 and states[s] not in (blank, states[s - 2]):
                arriving[:, s] += before[:, s - 2]
        arriving *= frame
        total = arriving.sum(axis=1)
        loss -= np.log(total)
        before = arriving / total[:, None]
    return loss - np.log(before[:, -2:].sum(axis=1))


def ctc_loss_gradient(logits, target, blank):
    states = [blank]
    for label in target.tolist():
        states += [label, blank]
    copies = logits + STEP * 1j * np.eye(logits.size).reshape(-1, *logits.shape)
    return (_loss(copies, states, blank).imag / STEP).reshape(logits.shape)
