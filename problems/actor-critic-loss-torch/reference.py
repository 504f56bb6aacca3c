"""The three terms one transition after another; each gradient by its formula."""

from math import fsum

import numpy as np


def _errors(value, next_value, reward, done, gamma):
    following = [0.0 if is_over else gamma * v for v, is_over in zip(next_value, done, strict=True)]
    return [float(r + later - v) for r, later, v in zip(reward, following, value, strict=True)]


def _logs(logits):
    return [row - np.logaddexp.reduce(row) for row in logits]


def actor_critic_loss(logits, actions, value, next_value, reward, done, gamma, value_coef, entropy_coef):
    terms = []
    errors = _errors(value, next_value, reward, done, gamma)
    for log_p, action, error in zip(_logs(logits), actions, errors, strict=True):
        negative_entropy = fsum(np.exp(q) * q for q in log_p)
        terms.append(-error * log_p[action] + value_coef * error**2 + entropy_coef * negative_entropy)
    return fsum(terms) / len(terms)


def actor_critic_loss_backward(
    upstream, logits, actions, value, next_value, reward, done, gamma, value_coef, entropy_coef
):
    share = upstream / len(logits)
    errors = _errors(value, next_value, reward, done, gamma)
    of_logits = np.empty(logits.shape)
    for i, (log_p, error) in enumerate(zip(_logs(logits), errors, strict=True)):
        p = np.exp(log_p)
        negative_entropy = fsum(p * log_p)
        of_logits[i] = share * (error * p + entropy_coef * p * (log_p - negative_entropy))
        of_logits[i, actions[i]] -= share * error
    of_value = np.array([-2.0 * value_coef * share * error for error in errors])
    none = np.zeros(len(logits))
    return of_logits, None, of_value, none, none.copy(), None, None, None, None
