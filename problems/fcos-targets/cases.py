"""Points in, on and between boxes of several sizes; the last few are drawn afresh."""

import numpy as np

POINTS = np.array([[2.0, 3.0], [5.0, 5.0], [9.0, 1.0], [4.5, 3.5], [6.5, 5.75], [1.0, 7.0]])
BOXES = np.array([[0.0, 0.0, 8.0, 8.0], [4.0, 3.0, 7.0, 6.0], [1.0, 2.0, 6.0, 5.0]])
LABELS = np.array([3, 1, 2])
FOREVER = float("inf")


def lattice(rows, columns, stride):
    """Return the centres of the cells of a feature map."""
    y, x = np.mgrid[:rows, :columns]
    return np.stack([x.ravel(), y.ravel()], axis=1) * float(stride) + stride / 2


def cases(rng):
    yield "one point", (np.array([[3.0, 2.0]]), np.array([[0.0, 0.0, 4.0, 8.0]]), np.array([1]), 0, FOREVER)
    yield "two boxes", (POINTS[:4], BOXES[:2], LABELS[:2], 0, FOREVER)
    yield "three boxes", (POINTS, BOXES, LABELS, 0, FOREVER)
    yield "the large box last", (POINTS, BOXES[[2, 1, 0]], LABELS[[2, 1, 0]], 0, FOREVER)
    yield "a range from 3 to 5", (POINTS, BOXES, LABELS, 3, 5)
    yield "ends of the range", (np.array([[2.0, 2.0], [4.0, 4.0], [3.0, 3.5]]), BOXES[:1], LABELS[:1], 4.5, 6)
    yield "the lower end", (np.array([[4.0, 4.0], [3.0, 4.0]]), BOXES[:1], LABELS[:1], 4, 4.5)
    sides = np.array([[0.0, 4.0], [4.0, 0.0], [8.0, 4.0], [4.0, 8.0], [0.0, 0.0], [4.0, 1.0]])
    yield "on the sides", (sides, BOXES[:1], LABELS[:1], 0, FOREVER)
    yield "all background", (POINTS - 20.0, BOXES, LABELS, 0, FOREVER)
    yield "nothing in range", (POINTS, BOXES, LABELS, 100, 200)
    equal = np.array([[0.0, 0.0, 6.0, 2.0], [0.0, 0.0, 3.0, 4.0], [1.0, 0.0, 7.0, 2.0]])
    yield "equal areas", (np.array([[2.0, 1.0], [5.0, 1.5], [0.5, 1.0]]), equal, np.array([4, 7, 9]), 0, 50)
    yield "small, but out of range", (np.array([[5.0, 4.0]]), BOXES[:2], LABELS[:2], 4, 8)
    thin = np.array([[0.0, 0.0, 20.0, 1.0], [3.0, -4.0, 8.0, 3.0]])
    yield (
        "a long thin box",
        (np.array([[4.0, 0.5], [7.5, 0.25], [18.0, 0.75]]), thin, np.array([5, 6]), 0, 64),
    )
    yield "a feature map", (lattice(3, 4, 2), BOXES, LABELS, 0, 6)
    yield "negative coordinates", (POINTS[::-1] - 6.0, BOXES[::-1] - 6.0, LABELS[::-1], 1, 7)
    yield "float32", (POINTS.astype(np.float32), BOXES.astype(np.float32), LABELS, 0, 7)
    for name, low, high in (("random", 0, FOREVER), ("random fine", 0, 5), ("random coarse", 4, 9)):
        corner = rng.uniform(-2.0, 6.0, (5, 2))
        boxes = np.hstack([corner, corner + rng.uniform(2.0, 9.0, (5, 2))])
        yield name, (rng.uniform(0.0, 10.0, (12, 2)), boxes, rng.integers(1, 9, 5), low, high)
