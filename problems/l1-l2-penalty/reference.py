"""The penalties of one weight at a time, summed exactly at the end."""

from math import fsum

import numpy as np


def l1_l2_penalty(loss, params, grads, l1, l2, penalised):
    terms, results = [loss], []
    for w, g, flag in zip(params, grads, penalised, strict=True):
        result = np.array(g, dtype=float)
        if flag:
            for place in np.ndindex(w.shape):
                value = float(w[place])
                size = abs(value)
                terms.append(size * (l1 + l2 * size / 2.0))
                if value > 0.0:
                    result[place] += l1 + l2 * value
                elif value < 0.0:
                    result[place] += l2 * value - l1
        results.append(result)
    return fsum(terms), results
