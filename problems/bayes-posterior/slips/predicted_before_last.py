def bayes_posterior(prior, likelihood, observed):
    p = q = prior
    for x in observed:
        q = p
        p = p * likelihood[:, x]
        p = p / p.sum()
    return p, likelihood.T @ q
