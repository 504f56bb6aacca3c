"""Group by group from the differences of all pairs, with the whole Jacobian on the way back."""

import numpy as np


def _groups(shape, groups):
    """Yield where each group lies, and the channel of each of its values."""
    width = shape[1] // groups
    for n in range(shape[0]):
        for first in range(0, shape[1], width):
            place = n, slice(first, first + width)
            yield place, np.repeat(np.arange(first, first + width), shape[2] * shape[3])


def _parts(values, eps):
    pairs = np.subtract.outer(values, values)
    return pairs.mean(axis=1), np.sqrt(np.mean(pairs**2) / 2.0 + eps)


def group_norm(x, groups, gamma, beta, eps):
    out = np.zeros(x.shape)
    for place, channels in _groups(x.shape, groups):
        deviation, spread = _parts(x[place].ravel(), eps)
        out[place] = (gamma[channels] * deviation / spread + beta[channels]).reshape(x[place].shape)
    return out


def group_norm_backward(upstream, x, groups, gamma, beta, eps):
    dx, d_gamma = np.zeros(x.shape), np.zeros(gamma.shape)
    for place, channels in _groups(x.shape, groups):
        up = upstream[place].ravel()
        deviation, spread = _parts(x[place].ravel(), eps)
        centring = np.eye(up.size) - 1.0 / up.size
        jacobian = centring / spread - np.outer(deviation, deviation) / (up.size * spread**3)
        dx[place] = (jacobian @ (gamma[channels] * up)).reshape(x[place].shape)
        np.add.at(d_gamma, channels, up * deviation / spread)
    return dx, None, d_gamma, np.einsum("nchw->c", upstream), None
