"""One example at a time: its ballots in a list, counted one class after another."""

import numpy as np


def _winner(ballots):
    """Return the smallest of the most frequent classes."""
    return min(ballots, key=lambda label: (-ballots.count(label), label), default=-1)


def forest_vote(votes, drawn, y, num_classes):
    forest, oob, misses = [], [], []
    for n, right in enumerate(y.tolist()):
        forest.append(_winner(votes[:, n].tolist()))
        unseen = [
            vote for vote, sample in zip(votes[:, n].tolist(), drawn.tolist(), strict=True) if n not in sample
        ]
        oob.append(_winner(unseen))
        misses += [oob[-1] != right] * bool(unseen)
    return np.array(forest), np.array(oob), misses.count(True) / max(len(misses), 1)
