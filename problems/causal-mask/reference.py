"""The mask built up place by place from sets of what may be seen."""

import numpy as np


def causal_mask(tokens, pad, queries):
    result = np.zeros((len(tokens), queries, tokens.shape[1]), dtype=bool)
    for row, mask in zip(tokens.tolist(), result, strict=True):
        seen = set()
        for place, token in enumerate(row):
            number = place - (len(row) - queries)
            if number >= 0:
                mask[number, list(seen | {place})] = True
            if token != pad:
                seen.add(place)
    return result
