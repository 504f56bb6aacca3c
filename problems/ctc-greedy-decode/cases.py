"""Paths written down frame by frame, so that every trap of the collapse is in one of them."""

import numpy as np


def _scores(paths, symbols, margin=2.0):
    """Return log probabilities whose best path is the given one; no two symbols are equally likely."""
    paths = np.array(paths)
    logits = np.sin(np.arange(paths.size * symbols) * 1.7).reshape(*paths.shape, symbols) * 0.5
    np.put_along_axis(logits, paths[..., None], margin, axis=-1)
    return logits - np.log(np.exp(logits).sum(axis=-1, keepdims=True))


def _full(paths):
    return np.full(len(paths), len(paths[0]))


def cases(rng):
    plain = [[1, 0, 2, 0, 3]]
    yield "blanks between", (_scores(plain, 4), _full(plain), 0)
    repeated = [[1, 1, 2, 2, 2, 3]]
    yield "repeated frames", (_scores(repeated, 4), _full(repeated), 0)
    double = [[2, 2, 0, 2, 1, 0, 0, 1]]
    yield "a repetition across blanks", (_scores(double, 3), _full(double), 0)
    silent = [[0, 0, 0], [0, 1, 0]]
    yield "only blanks", (_scores(silent, 3), _full(silent), 0)
    single = [[2]]
    yield "one frame", (_scores(single, 3), _full(single), 0)
    last = [[0, 3, 3, 0, 0, 1, 3, 2]]
    yield "the blank is the last symbol", (_scores(last, 4), _full(last), 3)
    padded = [[1, 2, 0, 3, 3, 1], [2, 0, 2, 1, 3, 2], [3, 3, 1, 2, 1, 1]]
    yield "padded", (_scores(padded, 4), np.array([4, 6, 1]), 0)
    joined = [[0, 1, 2], [2, 0, 1], [1, 1, 2]]
    yield "one utterance begins as another ends", (_scores(joined, 3), np.array([3, 3, 2]), 0)
    empty = [[1, 2], [2, 1]]
    yield "an utterance without frames", (_scores(empty, 3), np.array([2, 0]), 0)
    view = _scores([[1, 2, 2, 0, 1], [0, 1, 1, 2, 2]], 3).transpose(1, 0, 2).copy().transpose(1, 0, 2)
    yield "time-major memory", (view, np.array([5, 4]), 0)
    yield "float32", (_scores(double, 3).astype(np.float32), _full(double), 0)
    for name, symbols, frames in (("random few symbols", 3, 12), ("random many symbols", 11, 9)):
        count = int(rng.integers(2, 5))
        paths = rng.integers(0, symbols, (count, frames))
        lengths = rng.integers(1, frames + 1, count)
        yield name, (_scores(paths, symbols), lengths, int(rng.integers(symbols)))
