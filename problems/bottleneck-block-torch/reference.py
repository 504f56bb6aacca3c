"""The block as a chain of steps, each of which knows its way back; nothing is padded."""

import numpy as np


def _sight(size, kernel, stride):
    """Return the table (place, tap, pixel) that is 1 where this tap of the place lies on this pixel."""
    padding = kernel // 2
    starts = np.arange(-padding, size + padding - kernel + 1, stride)
    taps = starts[:, None] + np.arange(kernel)
    return (taps[:, :, None] == np.arange(size)).astype(np.float64)


def _conv(x, weight, stride):
    """Return the convolution and the way back: from its gradient to those of image and weight."""
    rows, columns = (_sight(size, weight.shape[2], stride) for size in x.shape[2:])
    seen = np.tensordot(np.tensordot(x, rows, axes=(2, 2)), columns, axes=(2, 2))  # (N, C, P, I, Q, J)
    out = np.moveaxis(np.tensordot(seen, weight, axes=([1, 3, 5], [1, 2, 3])), -1, 1)

    def back(upstream):
        of_seen = np.tensordot(upstream, weight, axes=(1, 0))  # (N, P, Q, C, I, J)
        of_rows = np.tensordot(of_seen, rows, axes=([1, 4], [0, 1]))  # (N, Q, C, J, H)
        of_x = np.tensordot(of_rows, columns, axes=([1, 3], [0, 1]))
        return of_x, np.tensordot(upstream, seen, axes=([0, 2, 3], [0, 2, 4]))

    return out, back


def _norm(x, gamma, beta):
    """Return batch normalisation and its way back, from the differences between all pairs of a channel."""
    rows = np.moveaxis(x, 1, 0).reshape(x.shape[1], -1)
    pairs = rows[:, :, None] - rows[:, None, :]
    spread = np.sqrt(np.mean(pairs**2, axis=(1, 2)) / 2 + 1e-5)[:, None]
    normal = pairs.mean(axis=2) / spread

    def turned(flat):
        return np.moveaxis(flat.reshape(len(flat), len(x), *x.shape[2:]), 0, 1)

    def back(upstream):
        up = np.moveaxis(upstream, 1, 0).reshape(rows.shape)
        count = rows.shape[1]
        centred = up - np.outer(up.sum(1), np.ones(count)) / count
        along = np.einsum("ci,ci->c", up, normal)[:, None] * normal / count
        return (
            turned(gamma[:, None] * (centred - along) / spread),
            np.einsum("ci,ci->c", up, normal),
            up.sum(1),
        )

    return turned(gamma[:, None] * normal + beta[:, None]), back


def _normalised(p, number, x, stride):
    """Return the result of a convolution and its batch normalisation, and the way back."""
    conv, norm = (f"conv{number}", f"bn{number}") if number else ("down_conv", "down_bn")
    inner, back_conv = _conv(x, p[f"{conv}.weight"], stride)
    out, back_norm = _norm(inner, p[f"{norm}.weight"], p[f"{norm}.bias"])

    def back(upstream, g):
        of_inner, g[f"{norm}.weight"], g[f"{norm}.bias"] = back_norm(upstream)
        of_x, g[f"{conv}.weight"] = back_conv(of_inner)
        return of_x

    return out, back


def _block(init, parameters, x):
    """Return the output of the block and the way back."""
    p, stride = parameters, init["stride"]
    a, back_a = _normalised(p, 1, x, 1)
    b, back_b = _normalised(p, 2, a * (a > 0), stride)
    c, back_c = _normalised(p, 3, b * (b > 0), 1)
    if "down_conv.weight" in p:
        short, back_short = _normalised(p, 0, x, stride)
    else:
        short, back_short = x, lambda upstream, g: upstream
    total = c + short

    def back(upstream):
        g, of_total = {}, upstream * (total > 0)
        of_b = back_c(of_total, g) * (b > 0)
        of_a = back_b(of_b, g) * (a > 0)
        of_x = back_a(of_a, g) + back_short(of_total, g)
        return {"parameters": {name: g[name] for name in p}, "args": (of_x,)}

    return total * (total > 0), back


def Bottleneck(init, parameters, x):
    return _block(init, parameters, x)[0]


def Bottleneck_backward(upstream, init, parameters, x):
    return _block(init, parameters, x)[1](upstream)
