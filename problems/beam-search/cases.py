"""Tables in which wrong searches find other words; the last few are drawn afresh."""

import numpy as np


def wave(*shape, step=0.7):
    """Return values from -4 to 0 without a pattern along any axis, the same each time."""
    return 2 * np.sin(step * np.arange(1.0, np.prod(shape) + 1) ** 2).reshape(shape) - 2


def table(*rows):
    """Return the logarithms of tables of probabilities."""
    return np.log(np.array(rows))


def cases(rng):
    first = [[0.5, 0.4, 0.1], [0.2, 0.2, 0.6], [0.2, 0.3, 0.5]]
    second = [[0.4, 0.3, 0.3], [0.1, 0.0625, 0.8375], [0.2, 0.3, 0.5]]
    probs = table(first, second)
    yield "greedy", (probs, 0, 2, 1, 0.0)
    yield "two beams", (probs, 0, 2, 2, 0.0)
    yield "one round", (wave(1, 4, 4), 2, 1, 3, 0.5)
    yield "wider than the candidates", (wave(2, 3, 3), 0, 1, 50, 0.0)
    yield "one word only", (wave(3, 1, 1), 0, 5, 2, 1.0)
    yield "the end at once", (table([[0.1, 0.9], [0.5, 0.5]], [[0.5, 0.5], [0.01, 0.99]]), 0, 1, 1, 0.0)
    nothing_left = [[0.2, 0.2, 0.6], [0.4, 0.3, 0.3], [0.9, 0.05, 0.05]]
    yield "a finished one takes a place", (table(nothing_left, first, second), 1, 2, 2, 1.0)
    yield "long ones preferred", (wave(5, 3, 3, step=0.93) * 0.5, 0, 2, 4, 1.0)
    yield "long ones preferred more", (wave(5, 3, 3, step=1.31) * 0.5, 0, 2, 3, 1.7)
    yield "short ones preferred", (wave(5, 3, 3, step=1.57), 1, 2, 3, 0.0)
    yield "a finished one among the best", (wave(5, 3, 3, step=0.44), 0, 2, 2, 1.0)
    yield "long ones not kept longer", (wave(4, 3, 3, step=0.56), 0, 2, 2, 1.0)
    yield "neither for three", (wave(5, 4, 4, step=0.42), 0, 3, 3, 0.7)
    yield "all equal", (np.full((3, 3, 3), -1.0), 0, 1, 2, 1.0)
    ties = np.full((3, 4, 4), -2.0)
    ties[0, 0], ties[1:, :, 3] = (-2.0, -1.0, -1.0, -4.0), -1.0
    yield "equal scores", (ties, 0, 0, 2, 0.0)
    later = np.full((3, 4, 4), -9.0)
    later[0, 0, :2], later[1, 1, [0, 2]], later[1, 0, 1] = (-2.0, -1.0), (-2.0, -1.5), -1.0
    later[2, :2, 0] = -0.25, -0.5
    yield "equal scores on pruning", (later, 0, 3, 2, 0.0)
    halves = np.round(wave(4, 4, 4, step=0.57) * 2) / 2
    yield "many equal scores", (halves, 3, 0, 3, 1.0)
    yield "many equal scores, wider", (halves[::-1], 1, 2, 6, 0.5)
    yield "end is the first word", (wave(4, 5, 5, step=0.29), 1, 0, 3, 0.7)
    yield "start is the end", (wave(4, 3, 3, step=0.41), 2, 2, 2, 0.7)
    yield "small log probabilities", (wave(4, 4, 4, step=0.83) * 300, 0, 3, 3, 0.0)
    yield "views", (np.asfortranarray(wave(4, 4, 4, step=0.37))[:, ::-1, ::-1], 0, 3, 3, 0.8)
    for name, width, alpha in (("random", 3, 0.6), ("random mean", 4, 1.0), ("random narrow", 2, 0.0)):
        t, v = (int(n) for n in rng.integers(3, 6, 2))
        scores = rng.normal(size=(t, v, v)) * 1.5
        probs = scores - np.log(np.exp(scores).sum(-1, keepdims=True))
        yield name, (probs, int(rng.integers(v)), int(rng.integers(v)), width, alpha)
