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


def _block(init, parameters, x):
    """Return the output of the block and the way back."""
    p, stride = parameters, init["stride"]
    a, back_a = _conv(x, p["conv1.weight"], stride)
    b, back_b = _norm(a, p["bn1.weight"], p["bn1.bias"])
    c, back_c = _conv(b * (b > 0), p["conv2.weight"], 1)
    d, back_d = _norm(c, p["bn2.weight"], p["bn2.bias"])
    is_projected = "down_conv.weight" in p
    short = x
    if is_projected:
        e, back_e = _conv(x, p["down_conv.weight"], stride)
        short, back_f = _norm(e, p["down_bn.weight"], p["down_bn.bias"])
    total = d + short

    def back(upstream):
        g, of_total = {}, upstream * (total > 0)
        of_c, g["bn2.weight"], g["bn2.bias"] = back_d(of_total)
        of_b, g["conv2.weight"] = back_c(of_c)
        of_a, g["bn1.weight"], g["bn1.bias"] = back_b(of_b * (b > 0))
        of_x, g["conv1.weight"] = back_a(of_a)
        of_short = of_total
        if is_projected:
            of_e, g["down_bn.weight"], g["down_bn.bias"] = back_f(of_total)
            of_short, g["down_conv.weight"] = back_e(of_e)
        return {"parameters": {name: g[name] for name in p}, "args": (of_x + of_short,)}

    return total * (total > 0), back


def ResidualBlock(init, parameters, x):
    return _block(init, parameters, x)[0]


def ResidualBlock_backward(upstream, init, parameters, x):
    return _block(init, parameters, x)[1](upstream)
