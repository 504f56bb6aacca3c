def bayes_posterior(prior, likelihood, observed):
    p = prior
    for x in observed[:-1]:
        p = p * likelihood[:, x]
        p = p / p.sum()
    return p, likelihood.T @ p
