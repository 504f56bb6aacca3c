import numpy as np


def ridge_regression(x, y, lam):
    n, d = x.shape
    design = np.hstack([x, np.ones((n, 1))])
    gram = np.einsum("ni,nj->ij", design, design)
    penalised = range(d)
    gram[penalised, penalised] += lam
    theta = np.linalg.inv(gram).dot(y.dot(design))
    return theta[:d], theta[d]
