"""The best plan for the steps that are left, by looking ahead state by state."""

from math import fsum

import numpy as np


def _worth(transition, reward, gamma, after, state, action):
    """Return what an action is worth if the values afterwards are known."""
    chances = transition[state, action]
    return fsum([reward[state, action], *(gamma * chance * value for chance, value in zip(chances, after))])


def value_iteration(transition, reward, gamma, values, sweeps):
    states, actions = reward.shape
    after, policy = [float(value) for value in values], []
    for turn in range(1 + sweeps):
        table = [
            [_worth(transition, reward, gamma, after, s, a) for a in range(actions)] for s in range(states)
        ]
        if turn < sweeps:
            after = [max(row) for row in table]
        else:
            policy = [row.index(max(row)) for row in table]
    return np.array(after), np.array(policy)
