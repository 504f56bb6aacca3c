import numpy as np


def mahalanobis(x, mean, cov):
    precision = np.linalg.inv(cov)
    result = []
    for point in x:
        z = point - mean
        result.append(np.sqrt(z @ precision @ z))
    return np.array(result)
