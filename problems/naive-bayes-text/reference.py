"""Naive Bayes by the odds of every pair of classes, one word after another."""

from math import fsum, log

import numpy as np


def naive_bayes_text(counts, labels, test, alpha):
    size = counts.shape[1]
    classes = sorted(set(labels.tolist()))
    weights = [[alpha + sum(counts[labels == k, v].tolist()) for v in range(size)] for k in classes]
    sizes = [labels.tolist().count(k) for k in classes]

    def odds(document, one, other):
        terms = [log(sizes[other] / sizes[one])]
        for v, times in enumerate(document):
            here, there = weights[one][v] / fsum(weights[one]), weights[other][v] / fsum(weights[other])
            terms.append(times * log(there / here))
        return fsum(terms)

    return np.array(
        [[-np.logaddexp.reduce([odds(row, k, j) for j in classes]) for k in classes] for row in test.tolist()]
    )
