"""Exact fractions for few observations, else odds against the best hypothesis from counts."""

from math import exp, fsum, inf, log

import numpy as np


def bayes_posterior(prior, likelihood, observed):
    k, m = likelihood.shape
    seen = [observed.tolist().count(x) for x in range(m)]
    support = []
    for h in range(k):
        parts = [(likelihood[h, x], n) for x, n in enumerate(seen) if n > 0] + [(prior[h], 1)]
        possible = all(p > 0 for p, _ in parts)
        support.append(fsum(n * log(p) for p, n in parts) if possible else -inf)
    posterior = []
    for own in support:
        posterior.append(0.0 if own == -inf else 1 / fsum(exp(min(s - own, 700.5)) for s in support))
    predictive = [fsum(posterior[h] * likelihood[h, x] for h in range(k)) for x in range(m)]
    return np.array(posterior), np.array(predictive)
