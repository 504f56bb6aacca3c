"""Detections in every order, with ties, misses and none at all; the last few are drawn afresh."""

import numpy as np


def marks(text):
    """Return True for each T of a text."""
    return np.array([mark == "T" for mark in text], dtype=bool)


def cases(rng):
    yield "the example", (np.array([0.6, 0.9, 0.8, 0.7, 0.3]), marks("TTFFT"), 4)
    yield "sorted already", (np.array([0.9, 0.8, 0.7, 0.6, 0.5, 0.4]), marks("TFTTFT"), 6)
    yield "rising scores", (np.array([0.1, 0.2, 0.3, 0.4, 0.5]), marks("TFFTF"), 2)
    yield "precision rises", (np.array([0.9, 0.8, 0.7, 0.6, 0.5, 0.4]), marks("FFTTTT"), 4)
    yield "precision goes up and down", (np.array([0.95, 0.9, 0.8, 0.7, 0.6, 0.5, 0.4]), marks("TFFTTFT"), 5)
    yield "ties", (np.array([0.5, 0.9, 0.5, 0.5, 0.9, 0.1]), marks("FTTFFT"), 3)
    yield "all equal", (np.full(20, 0.5), marks("FTFTTFFTFTTTFFFTFTFT"), 12)
    yield "all right", (np.array([0.3, 0.8, 0.5]), marks("TTT"), 3)
    yield "all right, some missed", (np.array([0.3, 0.8, 0.5]), marks("TTT"), 10)
    yield "all wrong", (np.array([0.3, 0.8, 0.5]), marks("FFF"), 2)
    yield "one right", (np.array([0.4]), marks("T"), 1)
    yield "one wrong", (np.array([0.4]), marks("F"), 3)
    yield "no detection", (np.zeros(0), marks(""), 3)
    yield "scores are logits", (np.array([-3.0, 8.0, 0.0, -0.5, 2.5]), marks("TFTTF"), 4)
    yield "float32", (np.array([0.25, 0.75, 0.5, 0.125], dtype=np.float32), marks("FTFT"), 2)
    yield "views", (np.array([0.1, 0.9, 0.4, 0.2, 0.8, 0.3, 0.7, 0.6])[::-2], marks("TTFTFFTT")[1::2], 4)
    for name, size in (("random", 12), ("random ties", 25), ("random few right", 18)):
        correct = rng.random(size) < (0.15 if "few" in name else 0.5)
        scores = rng.integers(0, 6, size) / 5 if "ties" in name else rng.random(size)
        yield name, (scores, correct, int(correct.sum() + rng.integers(1, 5)))
