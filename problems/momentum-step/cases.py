"""Lists of every length and shape, with and without a velocity; the last few are drawn afresh."""

import numpy as np


def wave(*shape, step=0.7, shift=0.9):
    """Return values of both signs without a pattern along any axis, the same each time."""
    return np.arange(1.0, np.prod(shape) + 1).reshape(shape) * step % 2.3 - shift


def state(*shapes):
    """Return parameters, gradients and velocities of these shapes."""
    return tuple([wave(*shape, step=step) for shape in shapes] for step in (0.7, 1.1, 0.37))


def cases(rng):
    yield "one array", (*state((3,)), 0.1, 0.9)
    yield "the first step", (*state((4,), (2, 3))[:2], None, 0.1, 0.9)
    yield "three arrays of different shapes", (*state((2, 3), (3,), (1, 2, 2)), 0.05, 0.8)
    yield "one element", ([np.array([2.0])], [np.array([-3.0])], [np.array([0.5])], 0.25, 0.5)
    yield "arrays of one shape", (*state((3, 3), (3, 3)), 0.2, 0.7)
    params, _, velocities = state((5,), (2, 2))
    yield "no gradient", (params, [np.zeros(5), np.zeros((2, 2))], velocities, 0.1, 0.9)
    yield "no momentum", (*state((4,), (2,)), 0.3, 0.0)
    yield "a large rate", (*state((2, 5)), 7.0, 0.99)
    yield "at rest, not the first step", (*state((4,))[:2], [np.zeros(4)], 0.5, 0.9)
    yield "float32", (*([a.astype(np.float32) for a in part] for part in state((2, 3), (5,))), 0.1, 0.9)
    firsts = tuple([a.astype(np.float32) for a in part] for part in state((3,), (2, 2))[:2])
    yield "float32, the first step", (*firsts, None, 0.1, 0.9)
    yield "views", (*([part[0].T, part[1][::-2]] for part in state((3, 4), (7,))), 0.1, 0.6)
    for name, shapes in (("random layer", ((4, 3), (3,))), ("random kernels", ((2, 3, 3, 3), (2,), (5, 1)))):
        params, grads, velocities = ([rng.normal(size=s) for s in shapes] for _ in range(3))
        yield name, (params, grads, velocities, float(rng.uniform(0.01, 1.0)), float(rng.uniform(0.3, 0.99)))
    params, grads = ([rng.normal(size=6)] for _ in range(2))
    yield "random first step", (params, grads, None, float(rng.uniform(0.01, 1.0)), 0.9)
