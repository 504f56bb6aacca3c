"""Patches and images of every size; the last few are drawn afresh."""

import numpy as np


def wave(*shape, step=1.3, size=2.0):
    """Return values of both signs without a pattern along any axis, the same each time."""
    return np.sin(np.arange(1.0, np.prod(shape) + 1).reshape(shape) * step) * size


def case(patches, images, lam=10.0):
    n = images[0]
    logits = wave(n, 1, *patches), wave(n, 1, *patches, step=0.9, size=1.5) - 0.3
    return *logits, wave(*images, step=1.7, size=1.0), wave(*images, step=0.6, size=1.0), lam


def cases(rng):
    yield "one patch, one pixel", case((1, 1), (1, 1, 1, 1))
    yield "one image", case((2, 3), (1, 3, 4, 5))
    yield "two images", case((3, 2), (2, 2, 3, 4), 100.0)
    yield "a patch for each pixel", case((3, 3), (2, 1, 3, 3), 1.0)
    yield "no L1 term", case((2, 2), (2, 3, 2, 2), 0.0)
    logits, far = case((1, 2), (1, 1, 2, 2))[:2], np.array([[[[0.1, 3.0], [-2.5, 0.4]]]])
    yield "L1 below and above 1", (*logits, far, np.zeros((1, 1, 2, 2)), 2.0)
    real, false, fake, target, lam = case((2, 2), (1, 2, 3, 3))
    yield "some pixels right", (real, false, np.where(wave(1, 2, 3, 3) > 0, target, fake), target, lam)
    yield "undecided patches", (real * 0, false * 0, fake, target, lam)
    yield "the discriminator wins", (real + 9.0, false - 8.0, fake, target, lam)
    sure = np.array([[[[1000.0, -900.0], [30.0, -1000.0]]]])
    yield "extreme logits", (sure, sure[..., ::-1], fake, target, 1.0)
    logits = wave(2, 1, 6, 3)[:, :, ::-2], wave(3, 3, 1, 2).T
    yield "views", (*logits, wave(4, 5, 3, 2).T, wave(2, 3, 5, 8)[..., ::2], 5.0)
    yield "float32", tuple(a if isinstance(a, float) else a.astype(np.float32) for a in case((2, 2), (2, 3, 4, 4)))
    for name, patches, images in (("random", (2, 2), (2, 3, 4, 4)), ("random odd", (3, 1), (3, 1, 5, 2))):
        logits = rng.normal(0, 2, (2, images[0], 1, *patches))
        yield name, (*logits, *rng.uniform(-1, 1, (2, *images)), float(rng.uniform(1, 50)))
