"""Teachers that agree, disagree or are sure; the last few are drawn afresh."""

import numpy as np


def wave(*shape, step=1.3, size=2.0):
    """Return values of both signs without a pattern, the same each time."""
    return np.sin(np.arange(1.0, np.prod(shape) + 1) * step).reshape(shape) * size


def batch(labels, c):
    n = len(labels)
    return wave(n, c), wave(n, c, step=2.1, size=3.0), np.array(labels)


def cases(rng):
    yield "two examples", (*batch([0, 2], 3), 2.0, 0.5)
    yield "only the teacher", (*batch([1, 0, 3], 4), 3.0, 1.0)
    yield "only the labels", (*batch([1, 0, 3], 4), 3.0, 0.0)
    yield "temperature 1", (*batch([1, 0, 1, 1], 2), 1.0, 0.7)
    yield "high temperature", (*batch([4, 2, 0], 5), 20.0, 0.9)
    yield "low temperature", (*batch([1, 2], 3), 0.5, 0.6)
    yield "square", (*batch([2, 0, 1], 3), 4.0, 0.3)
    yield "one example", (*batch([2], 4), 2.5, 0.8)
    yield "one class", (*batch([0, 0, 0], 1), 2.0, 0.5)
    student, teacher, labels = batch([0, 2, 1], 3)
    yield "the student knows it all", (student, student.copy(), labels, 3.0, 0.9)
    yield "an undecided teacher", (student, np.zeros((3, 3)), labels, 2.0, 0.7)
    high = np.array([[1000.0, -1000.0, 999.0], [-1000.0, -1001.0, -1002.0]])
    yield "large logits", (high, high[::-1, ::-1].copy(), np.array([2, 0]), 2.0, 0.5)
    yield "a sure teacher", (student, teacher * 400.0, labels, 1.5, 0.6)
    student, teacher, labels = batch([0, 2, 1, 1, 0, 2], 3)
    yield "views", (student[::-2, ::-1], teacher[1::2], labels[::2], 2.0, 0.4)
    student, teacher, labels = batch([1, 0, 2, 1], 3)
    yield "float32", (student.astype(np.float32), teacher.astype(np.float32), labels, 2.0, 0.5)
    for name, n, c in (("random", 5, 4), ("random batch", 8, 2), ("random square", 5, 5)):
        z, u = rng.normal(0.0, 2.0, (2, n, c))
        yield name, (z, u, rng.integers(0, c, n), float(rng.uniform(1.5, 6.0)), float(rng.uniform(0.2, 0.9)))
