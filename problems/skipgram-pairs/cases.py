"""Sentences of every length, with repeated words; the last few are drawn afresh."""

import numpy as np


def cases(rng):
    words = np.array([5, 2, 7, 2])
    yield "the example", ([words, np.array([1, 4])], 1)
    yield "one sentence", ([np.array([3, 1, 4, 0, 5, 9])], 2)
    yield "a wide window", ([np.array([3, 1, 4, 0, 5])], 3)
    yield "wider than the sentence", ([np.array([3, 1, 4]), np.array([8, 6])], 5)
    yield "repeated words", ([np.array([2, 2, 7, 2, 7, 7])], 2)
    yield "only one word", ([np.array([4, 4, 4])], 1)
    yield "several sentences", ([np.array([0, 1, 2]), np.array([3, 4]), np.array([5, 6, 7, 8])], 2)
    yield "the same sentence twice", ([words, words.copy()], 2)
    yield "short sentences between", ([np.array([6]), np.array([1, 2, 3]), np.array([], dtype=int), np.array([9, 8])], 1)
    yield "sentences without pairs", ([np.array([6]), np.array([], dtype=int)], 2)
    yield "no sentence", ([], 1)
    yield "large numbers", ([np.array([30000, 7, 12345, 99999])], 1)
    yield "views", ([np.arange(10)[::-2], np.arange(12).reshape(3, 4)[:, 1]], 2)
    for name, window in (("random", 1), ("random wide", 3), ("random wider", 6)):
        lengths = rng.integers(1, 9, 3)
        yield name, ([rng.integers(0, 6, length) for length in [*lengths, 8]], window)
