def bayes_posterior(prior, likelihood, observed):
    p = prior
    for x in observed:
        p = p * prior * likelihood[:, x]
        p = p / p.sum()
    return p, likelihood.T @ p
