import numpy as np


def bayes_posterior(prior, likelihood, observed):
    with np.errstate(divide="ignore"):
        lj = prior + np.log(likelihood[:, observed]).sum(axis=1)
    w = np.exp(lj - lj.max())
    p = w / w.sum()
    return p, likelihood.T @ p
