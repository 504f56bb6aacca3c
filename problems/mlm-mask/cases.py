"""Words with numbers on both sides of every threshold; the last few are drawn afresh."""

import numpy as np


def numbers(*shape, step):
    """Return numbers from 0 to below 1 without a pattern, the same each time."""
    return (step * np.arange(1.0, np.prod(shape) + 1) ** 2 % 1.0).reshape(shape)


def batch(b, t, rate, chance=0.61, turn=0.37):
    tokens = 10 + np.arange(b * t).reshape(b, t) * 7 % 50
    special = np.zeros((b, t), dtype=bool)
    special[:, [0, -1]] = True
    others = 100 + np.arange(b * t).reshape(b, t) * 11 % 40
    return tokens, special, numbers(b, t, step=chance), numbers(b, t, step=turn), others, 4, rate


def cases(rng):
    yield (
        "a short sentence",
        (
            *(np.array([[1, 30, 40, 50, 60, 2]]), np.array([[True, False, False, False, False, True]])),
            *(np.array([[0.0, 0.1, 0.2, 0.05, 0.14, 0.9]]), np.array([[0.5, 0.3, 0.1, 0.95, 0.85, 0.0]])),
            *(np.array([[77, 78, 79, 80, 81, 82]]), 3, 0.15),
        ),
    )
    plain = np.zeros((1, 7), dtype=bool)
    words, others = np.arange(20, 27)[None], np.arange(50, 57)[None]
    edges = np.array([[0.0, 0.79, 0.8, 0.85, 0.9, 0.95, 0.999]])
    yield "edges of the action", (words, plain, np.zeros((1, 7)), edges, others, 9, 0.5)
    chances = np.array([[0.0, 0.2, 0.25, 0.3, 0.9, 0.24999, 0.25]])
    yield "edges of the choice", (words, plain, chances, np.zeros((1, 7)), others, 9, 0.25)
    yield "nothing chosen", (words, plain, chances, edges, others, 9, 0.0)
    yield "everything chosen", (words, plain, chances, edges, others, 9, 1.0)
    yield "everything special", (words, ~plain, chances, edges, others, 9, 1.0)
    yield "one word", (words[:, :1], plain[:, :1], edges[:, :1], edges[:, 3:4], others[:, :1], 0, 0.15)
    yield "a random word that is the word", (words, plain, chances, edges, words.copy(), 9, 1.0)
    yield "mask in the text", (np.full((1, 7), 9), plain, chances, edges, others, 9, 0.6)
    yield "a batch", batch(4, 9, 0.5)
    yield "square", batch(5, 5, 0.7, 0.43, 0.71)
    yield "many", batch(3, 20, 0.15, 0.29, 0.83)
    yield "action like select", (*batch(2, 12, 0.95, 0.37, 0.37)[:6], 0.95)
    tokens, special, select, action, random_tokens, mask_id, rate = batch(3, 8, 0.6, 0.17, 0.53)
    views = tokens[::-1], np.asfortranarray(special), select[:, ::-1], action.T[::-1].T, random_tokens[::-1]
    yield "views", (*views, mask_id, rate)
    for name, rate in (("random", 0.15), ("random many", 0.8)):
        shape = int(rng.integers(2, 5)), int(rng.integers(8, 16))
        drawn = rng.integers(5, 90, shape), rng.random(shape) < 0.2, rng.random(shape), rng.random(shape)
        yield name, (*drawn, rng.integers(5, 90, shape), 4, rate)
