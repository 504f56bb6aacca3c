import numpy as np


def bayes_posterior(prior, likelihood, observed):
    with np.errstate(divide="ignore"):
        log_joint = np.log(prior) + np.log(likelihood[:, observed]).sum(axis=1)
    weights = np.exp(log_joint - log_joint.max())
    posterior = weights / weights.sum()
    return posterior, likelihood.T @ posterior
