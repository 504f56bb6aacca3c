def bayes_posterior(prior, likelihood, observed):
    p = prior * likelihood[:, observed].sum(axis=1)
    p = p / p.sum()
    return p, likelihood.T @ p
