import numpy as np


def bayes_posterior(prior, likelihood, observed):
    p = prior
    for x in np.unique(observed):
        p = p * likelihood[:, x]
        p = p / p.sum()
    return p, likelihood.T @ p
