"""Each advantage as the discounted sum of its temporal-difference errors."""

from math import fsum

import numpy as np


def nstep_advantage(rewards, values, last_value, gamma, n):
    states = [*values.tolist(), last_value]
    errors = [r + gamma * then - now for r, now, then in zip(rewards.tolist(), states, states[1:], strict=False)]
    return np.array([fsum(gamma**k * d for k, d in enumerate(errors[t : t + n])) for t in range(len(errors))])
