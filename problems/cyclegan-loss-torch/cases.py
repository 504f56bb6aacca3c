"""Two domains of every size; the last few are drawn afresh."""

import numpy as np


def wave(*shape, step=1.3, size=1.0):
    """Return values of both signs without a pattern along any axis, the same each time."""
    return np.sin(np.arange(1.0, np.prod(shape) + 1).reshape(shape) * step) * size


def networks(d):
    """Return both generators and both discriminators."""
    g = wave(d, d, step=0.7) + np.eye(d) * 0.5, wave(d, step=2.3, size=0.3)
    f = wave(d, d, step=1.9, size=0.8) + np.eye(d) * 0.7, wave(d, step=0.4, size=0.4)
    return *g, *f, wave(d, step=1.1, size=1.5), wave(d, step=2.9, size=1.2)


def case(n, m, d, lam=10.0, lam_id=5.0):
    return wave(n, d), wave(m, d, step=0.9, size=0.8), *networks(d), lam, lam_id


def cases(rng):
    yield "one number", case(1, 1, 1)
    yield "one example each", case(1, 1, 3)
    yield "more of one domain", case(4, 2, 3)
    yield "more of the other", case(1, 5, 2, 3.0, 1.0)
    yield "all sizes alike", case(3, 3, 3, 2.0, 0.5)
    yield "adversarial terms only", case(2, 3, 2, 0.0, 0.0)
    yield "cycle only", case(2, 3, 2, 50.0, 0.0)
    yield "identity only", case(3, 2, 2, 0.0, 4.0)
    x, y, *parts = case(3, 2, 4)
    yield "discriminators of zeros", (x, y, *parts[:4], np.zeros(4), np.zeros(4), 1.0, 1.0)
    yield "data far away", (x * 30.0, y * 20.0, *parts[:-2], 1.0, 0.3)
    back = [a[::-1, ::-1] if a.ndim == 2 else a[::-1] for a in networks(4)]
    yield "views", (wave(4, 3).T, wave(4, 8, step=0.9)[:, ::-2], *back, 2.0, 3.0)
    yield "float32", (*(a.astype(np.float32) for a in (x, y, *parts[:-2])), 10.0, 5.0)
    for name, n, m, d in (("random", 3, 4, 3), ("random square", 3, 3, 3), ("random wide", 2, 1, 5)):
        data = rng.uniform(-1, 1, (n, d)), rng.uniform(-1, 1, (m, d))
        drawn = (rng.normal(size=a.shape) * 0.7 for a in networks(d))
        yield name, (*data, *drawn, float(rng.uniform(1, 12)), float(rng.uniform(0.5, 6)))
