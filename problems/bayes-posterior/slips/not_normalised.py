import numpy as np


def bayes_posterior(prior, likelihood, observed):
    p = prior * 1.0
    for x in observed:
        p = p * likelihood[:, x]

    return p, p @ likelihood
