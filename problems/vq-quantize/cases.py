"""Feature maps and codebooks of every size; the last few are drawn afresh."""

import numpy as np


def wave(*shape, step=1.3, size=2.0):
    """Return values of both signs without a pattern along any axis, the same each time."""
    return np.sin(np.arange(1.0, np.prod(shape) + 1).reshape(shape) * step) * size


def case(features, codes):
    return wave(*features), wave(codes, features[1], step=0.9)


def cases(rng):
    yield "one vector", case((1, 3, 1, 1), 4)
    yield "a row", case((1, 2, 1, 5), 3)
    yield "a map", case((2, 3, 2, 4), 5)
    yield "all axes alike", case((3, 3, 3, 3), 3)
    yield "one channel", case((2, 1, 3, 2), 4)
    yield "one code", case((2, 2, 2, 1), 1)
    yield "more codes than positions", case((1, 2, 2, 1), 9)
    plane = np.array([[1.0, 0.0, -1.0, 0.0, 0.5], [0.0, 1.0, 0.0, -1.0, 0.5]]).reshape(1, 2, 1, 5)
    corners = np.array([[1.0, 1.0], [-1.0, 1.0], [-1.0, -1.0], [1.0, -1.0]])
    yield "equal distances", (plane, corners)
    yield "a code twice", (plane, corners[[1, 0, 0, 2, 1]])
    yield "all codes equally often", (corners.T[:, [2, 0, 3, 1]].reshape(1, 2, 2, 2) * 0.8, corners)
    yield "long and short codes", (plane * 3.0, np.array([[0.1, 0.1], [30.0, 0.0], [0.0, 4.0], [-2.0, -2.0]]))
    far = np.array([1e6, -2e6, 3e6])
    z, codebook = case((1, 3, 2, 3), 6)
    yield "far from the origin", (z * 1e-3 + far[:, None, None], codebook * 1e-3 + far)
    pair = np.array([0.0, 2.0, 3.1, 1.0]).reshape(1, 2, 2, 1)
    yield "far apart in one place", (pair, np.array([[0.0, 0.0], [2.5, 1.6]]))
    yield "views", (wave(4, 3, 2, 2).transpose(2, 1, 3, 0)[:, :, ::-1], wave(3, 10, step=0.9).T[::-2])
    yield "float32", tuple(a.astype(np.float32) for a in case((2, 4, 2, 3), 5))
    sizes = ((2, 3, 4, 3), 6), ((4, 2, 1, 5), 3), ((1, 4, 3, 3), 20)
    for name, (shape, codes) in zip(("random", "random flat", "random many"), sizes, strict=True):
        yield name, (rng.normal(size=shape), rng.normal(size=(codes, shape[1])))
