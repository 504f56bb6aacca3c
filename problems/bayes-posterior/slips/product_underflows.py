import numpy as np


def bayes_posterior(prior, likelihood, observed):
    weights = prior * likelihood[:, observed].prod(axis=1)
    posterior = weights / weights.sum()
    return posterior, likelihood.T @ posterior
