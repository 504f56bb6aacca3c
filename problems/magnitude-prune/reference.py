"""The places of all elements, sorted by absolute value, then layer, then place."""

from math import floor

import numpy as np


def magnitude_prune(weights, sparsity):
    places = [(abs(float(w[i])), layer, i) for layer, w in enumerate(weights) for i in np.ndindex(w.shape)]
    pruned = [np.array(w) for w in weights]
    masks = [w == w for w in weights]
    for _, layer, place in sorted(places)[: floor(sparsity * len(places))]:
        pruned[layer][place] = 0.0
        masks[layer][place] = False
    return pruned, masks
