"""The returns by their definition as sums, the log-probabilities by folding the logarithm of a sum."""

from math import fsum

import numpy as np


def _weights(rewards, gamma, baseline):
    later = [rewards[t:].tolist() for t in range(len(rewards))]
    return [fsum(gamma**k * r for k, r in enumerate(rest)) - baseline for rest in later]


def reinforce_loss(logits, actions, rewards, gamma, baseline):
    terms = []
    for row, action, weight in zip(logits, actions, _weights(rewards, gamma, baseline), strict=True):
        terms.append(weight * (float(np.logaddexp.reduce(row)) - float(row[action])))
    return fsum(terms)


def reinforce_loss_backward(upstream, logits, actions, rewards, gamma, baseline):
    gradient = np.empty(logits.shape)
    for t, weight in enumerate(_weights(rewards, gamma, baseline)):
        probabilities = np.exp(logits[t] - np.logaddexp.reduce(logits[t]))
        probabilities[actions[t]] -= 1.0
        gradient[t] = weight * upstream * probabilities
    return gradient, None, np.zeros(rewards.shape), None, None
