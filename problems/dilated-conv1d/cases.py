"""Sequences and filters that tell wrong convolutions apart; the last few are drawn afresh."""

import numpy as np


def _values(*shape, step=7):
    """Return different values of both signs, in no simple order."""
    count = int(np.prod(shape))
    return ((np.arange(count) * step % (count + 3) - count // 3) / 4).reshape(shape)


def _layer(sequences, filters, taps, dilation, causal):
    """Return the arguments of a layer for sequences of this shape."""
    weight = _values(filters, sequences[1], taps, step=5) + 0.125
    return _values(*sequences), weight, _values(filters, step=3) + 0.5, dilation, causal


def cases(rng):
    yield "no dilation", _layer((1, 1, 5), 1, 3, 1, causal=False)
    yield "dilation 2", _layer((1, 1, 7), 1, 3, 2, causal=False)
    yield "a dilation that just fits", _layer((1, 1, 7), 1, 3, 3, causal=False)
    yield "causal, no dilation", _layer((1, 1, 5), 1, 3, 1, causal=True)
    yield "causal, dilation 2", _layer((1, 1, 7), 1, 2, 2, causal=True)
    yield "causal, shorter than the filter", _layer((1, 1, 3), 1, 3, 4, causal=True)
    yield "two channels", _layer((1, 2, 5), 1, 2, 2, causal=False)
    yield "three filters", _layer((2, 2, 6), 3, 2, 3, causal=False)
    yield "causal, three filters", _layer((2, 3, 4), 3, 3, 2, causal=True)
    yield "one tap", _layer((2, 2, 3), 2, 1, 5, causal=False)
    yield "causal, one tap", _layer((2, 2, 3), 4, 1, 5, causal=True)
    yield "one time", _layer((3, 2, 1), 2, 2, 1, causal=True)
    *arrays, dilation, causal = _layer((2, 3, 7), 2, 3, 2, causal=True)
    yield "float32", (*(a.astype(np.float32) for a in arrays), dilation, causal)
    x, weight = _values(2, 9, 3).transpose(0, 2, 1)[:, :, ::-1], _values(2, 3, 4).transpose(2, 1, 0)[::-1]
    yield "views", (x, weight, _values(8)[::2], 4, False)
    for name, causal in (("random", False), ("random causal", True), ("random short", True)):
        n, c, f, taps, dilation = (int(k) for k in rng.integers(1, 4, 5))
        times = int(rng.integers(2, 5)) + (0 if name == "random short" else dilation * (taps - 1))
        x, weight = rng.normal(size=(n, c, times)), rng.normal(size=(f, c, taps))
        yield name, (x, weight, rng.normal(size=f), dilation, causal)
