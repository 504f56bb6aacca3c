"""The squared errors one transition after another; the gradient reaches only the value that was used."""

from math import fsum

import numpy as np


def _error(q, action, r, values, is_over, gamma):
    """Return by how much the value of the action taken exceeds its target."""
    return float(q[action]) - (r if is_over else r + gamma * sorted(values)[-1])


def _errors(q, actions, reward, next_q, done, gamma):
    rows = zip(q, actions.tolist(), reward.tolist(), next_q.tolist(), done.tolist(), strict=True)
    return [_error(*row, gamma) for row in rows]


def dqn_loss(q, actions, reward, next_q, done, gamma):
    errors = _errors(q, actions, reward, next_q, done, gamma)
    return fsum(e * e for e in errors) / len(errors)


def dqn_loss_backward(upstream, q, actions, reward, next_q, done, gamma):
    gradient = np.zeros(q.shape)
    for place, error in enumerate(_errors(q, actions, reward, next_q, done, gamma)):
        gradient[place, actions[place]] = 2.0 * error * upstream / len(q)
    return gradient, None, np.zeros(reward.shape), np.zeros(next_q.shape), None, None
