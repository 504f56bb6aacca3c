"""Maps with absent, missed and invented classes; the last few are drawn afresh."""

import numpy as np


def labels(*shape, classes, step=7):
    """Return classes in no simple order, the same each time."""
    count = int(np.prod(shape))
    return (np.arange(count) ** 2 * step // 5 % classes).reshape(shape)


def cases(rng):
    yield "two classes", (np.array([[0, 0, 1], [0, 1, 1]]), np.array([[0, 1, 1], [0, 0, 1]]), 2, 255)
    yield "three classes", (labels(4, 5, classes=3), labels(4, 5, classes=3, step=11), 3, 255)
    yield "nothing wrong", (labels(3, 4, classes=3), labels(3, 4, classes=3), 3, 255)
    yield "nothing right", (np.array([0, 1, 1, 0, 0]), np.array([1, 0, 0, 1, 1]), 2, 255)
    yield "an absent class", (np.array([[0, 0], [2, 2]]), np.array([[0, 2], [2, 2]]), 4, 255)
    yield "a missed class", (np.array([0, 0, 0, 1]), np.array([0, 0, 2, 1]), 3, 255)
    yield "an invented class", (np.array([0, 2, 0, 1, 1]), np.array([0, 0, 0, 1, 1]), 3, 255)
    pred, target = labels(3, 6, classes=3), labels(3, 6, classes=3, step=11)
    target[:, 2:4] = 255
    yield "ignored pixels", (pred, target, 3, 255)
    yield "a class only where it is ignored", (np.array([0, 0, 1, 2]), np.array([0, 0, 0, 9]), 3, 9)
    yield "the background ignored", (labels(4, 4, classes=3), labels(4, 4, classes=3, step=11), 3, 0)
    yield "a negative ignore", (np.array([1, 0, 1, 1]), np.array([1, -1, 0, -1]), 2, -1)
    yield "everything ignored", (np.array([[0, 1]]), np.array([[255, 255]]), 2, 255)
    yield "one class", (np.array([0, 0, 0]), np.array([0, 0, 7]), 1, 7)
    unlike = np.stack([labels(2, 3, classes=2) * 0, labels(2, 3, classes=2)])
    yield "a batch of unlike images", (unlike, np.stack([unlike[0], 1 - unlike[1]]), 2, 255)
    yield "a wide background", (np.eye(6, dtype=int)[::-1], np.eye(6, dtype=int), 2, 255)
    yield (
        "small integers",
        (
            labels(20, 20, classes=2).astype(np.uint8),
            labels(20, 20, classes=2, step=9).astype(np.uint8),
            2,
            255,
        ),
    )
    many = labels(9, 9, classes=20), labels(9, 9, classes=20, step=11)
    yield "many classes in small integers", (*(a.astype(np.uint8) for a in many), 20, 255)
    yield "views", (labels(4, 6, classes=3).T[::-1], labels(12, 4, classes=3, step=11)[::2], 3, 1)
    for name, shape in (("random", (5, 6)), ("random batch", (2, 4, 3)), ("random row", (17,))):
        target = rng.integers(0, 4, shape)
        pred = np.where(rng.random(shape) < 0.6, target, rng.integers(0, 4, shape))
        yield name, (pred, np.where(rng.random(shape) < 0.15, 255, target), 5, 255)
