"""Feature by feature from differences of pairs; the running statistics are weighted sums over all batches."""

import numpy as np


def _parts(values, eps):
    """Return deviations, spread and unbiased variance of one feature of a batch."""
    n = len(values)
    pairs = np.subtract.outer(values, values)
    squares = np.sum(pairs**2) / (2.0 * n)
    return pairs.sum(axis=1) / n, np.sqrt(squares / n + eps), squares / (n - 1.0)


def _running(batches, c, momentum, eps):
    """Return the running mean and the spread of one feature after all batches."""
    shares = momentum * (1.0 - momentum) ** np.arange(len(batches))[::-1]
    means = [batch[:, c].sum() / len(batch) for batch in batches]
    variances = [_parts(batch[:, c], eps)[2] for batch in batches]
    return shares @ means, np.sqrt((1.0 - momentum) ** len(batches) + shares @ variances + eps)


def batchnorm_train_eval(batches, x, gamma, beta, momentum, eps):
    train, test = np.zeros(batches.shape), np.zeros(x.shape)
    for c in range(len(gamma)):
        for t, batch in enumerate(batches):
            deviation, spread, _ = _parts(batch[:, c], eps)
            train[t, :, c] = gamma[c] * deviation / spread + beta[c]
        centre, spread = _running(batches, c, momentum, eps)
        test[:, c] = gamma[c] * (x[:, c] - centre) / spread + beta[c]
    return train, test


def batchnorm_train_eval_backward(upstream, batches, x, gamma, beta, momentum, eps):
    up_train, up_test = upstream
    d_batches, dx, d_gamma = np.zeros(batches.shape), np.zeros(x.shape), np.zeros(gamma.shape)
    n = batches.shape[1]
    for c in range(len(gamma)):
        for t, batch in enumerate(batches):
            up = up_train[t, :, c]
            deviation, spread, _ = _parts(batch[:, c], eps)
            jacobian = (np.eye(n) - 1.0 / n) / spread - np.outer(deviation, deviation) / (n * spread**3)
            d_batches[t, :, c] = gamma[c] * jacobian @ up
            d_gamma[c] += up @ deviation / spread
        centre, spread = _running(batches, c, momentum, eps)
        dx[:, c] = gamma[c] * up_test[:, c] / spread
        d_gamma[c] += up_test[:, c] @ (x[:, c] - centre) / spread
    return d_batches, dx, d_gamma, up_train.sum((0, 1)) + up_test.sum(0), None, None
