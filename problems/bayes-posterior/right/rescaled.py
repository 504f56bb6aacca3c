import numpy as np


def bayes_posterior(prior, likelihood, observed):
    weights = prior.tolist()
    for x in observed.tolist():
        column = likelihood[:, x].tolist()
        weights = [w * c for w, c in zip(weights, column)]
        largest = max(weights)
        weights = [w / largest for w in weights]
    posterior = np.array(weights) / sum(weights)
    return posterior, np.sum(posterior[:, None] * likelihood, axis=0)
