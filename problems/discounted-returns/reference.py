"""The definition: for each time, the rewards up to the end of its episode, each with its power of gamma."""

from math import fsum

import numpy as np


def discounted_returns(rewards, done, last_value, gamma):
    out = np.empty(rewards.shape)
    for t, n in np.ndindex(rewards.shape):
        following = [*rewards[t:, n].tolist(), float(last_value[n])]
        ends = [k for k, is_end in enumerate(done[t:, n].tolist()) if is_end]
        kept = following[: ends[0] + 1] if ends else following
        out[t, n] = fsum(gamma**k * reward for k, reward in enumerate(kept))
    return out
