"""The generator as products with 0-1 tables of which pixel each tap of a kernel paints."""

import numpy as np


def _painted(size, out, step, cut):
    """Return the table (pixel, tap, place) that is 1 where this tap of the pixel paints this place."""
    places = step * np.arange(size)[:, None] + np.arange(4) - cut
    return np.equal(places[:, :, None], np.arange(out)).astype(float)


def _larger(x, weight, out, step, cut):
    table = _painted(x.shape[2], out, step, cut)
    rows = np.tensordot(x, weight, axes=(1, 0))  # (N, H, W, F, KH, KW)
    rows = np.tensordot(rows, table, axes=([1, 4], [0, 1]))  # (N, W, F, KW, OH)
    return np.tensordot(rows, table, axes=([1, 3], [0, 1]))  # (N, F, OH, OW)


def _normalised(x, scale, shift):
    out = np.empty(x.shape)
    for channel in range(x.shape[1]):
        values = x[:, channel]
        centred = values - values.mean()
        spread = np.sqrt(np.mean(centred * centred) + 1e-5)
        out[:, channel] = scale[channel] * centred / spread + shift[channel]
    return out


def Generator(init, parameters, z):
    x = _larger(z[:, :, None, None], parameters["project.weight"], 4, 1, 0)
    x = _normalised(x, parameters["norm1.weight"], parameters["norm1.bias"])
    x = _larger(np.maximum(x, 0.0), parameters["up.weight"], 8, 2, 1)
    x = _normalised(x, parameters["norm2.weight"], parameters["norm2.bias"])
    x = _larger(np.maximum(x, 0.0), parameters["out.weight"], 16, 2, 1)
    return np.tanh(x + parameters["out.bias"][:, None, None])
