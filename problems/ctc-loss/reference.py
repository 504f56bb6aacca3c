"""The CTC loss from the end: how the frames still to come can complete the labels, place by place."""

from functools import cache

import numpy as np


def ctc_loss(log_probs, target, blank):
    labels = [int(label) for label in target]
    frames = log_probs.tolist()

    @cache
    def rest(t, done, current):
        """Return the log of what frames t and on give, with `done` labels and the last symbol `current`."""
        if t == len(frames):
            return 0.0 if done == len(labels) else -np.inf
        ways = [frames[t][blank] + rest(t + 1, done, blank)]
        if current != blank:
            ways.append(frames[t][current] + rest(t + 1, done, current))
        if done < len(labels) and labels[done] != current:
            ways.append(frames[t][labels[done]] + rest(t + 1, done + 1, labels[done]))
        return np.logaddexp.reduce(ways)

    return float(-rest(0, 0, blank))
