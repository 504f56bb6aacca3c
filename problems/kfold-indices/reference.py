"""Dealt like cards: the places are counted out to the blocks, then each block is held against the rest."""

import numpy as np


def kfold_indices(order, k):
    sizes = [0] * k
    for place in range(len(order)):
        sizes[place % k] += 1
    owner = [block for block in range(k) for _ in range(sizes[block])]
    splits = []
    for block in range(k):
        inside = [int(x) for x, own in zip(order, owner, strict=True) if own == block]
        outside = [int(x) for x, own in zip(order, owner, strict=True) if own != block]
        splits.append((np.array(outside), np.array(inside)))
    return splits
