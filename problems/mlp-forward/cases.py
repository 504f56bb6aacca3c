"""Networks of every depth and width; the last few are drawn afresh."""

import numpy as np


def wave(*shape, step=0.37):
    """Return values on both sides of 0, without a pattern along any axis, the same each time."""
    k = np.arange(1.0, np.prod(shape) + 1)
    return 1.5 * np.sin(step * k * k + k).reshape(shape)


def network(n, *widths, step=0.0):
    """Return the arguments for layers of these widths, the input's first."""
    pairs = list(zip(widths, widths[1:], strict=False))
    weights = [wave(d, m, step=0.29 + 0.13 * k + step) for k, (d, m) in enumerate(pairs)]
    biases = [wave(m, step=0.83 + 0.17 * k + step) for k, (_, m) in enumerate(pairs)]
    return wave(n, widths[0], step=0.47 + step), weights, biases


def cases(rng):
    yield "two layers", network(2, 3, 4, 3)
    yield "one layer", network(3, 4, 3)
    yield "three layers", network(2, 3, 5, 4, 2)
    yield "every size the same", network(3, 3, 3, 3, 3)
    yield "one example", network(1, 2, 4, 3)
    yield "one input and one class", network(4, 1, 3, 1)
    yield "hidden layers of one unit", network(5, 3, 1, 1, 4)
    x, weights, biases = network(3, 2, 4, 3)
    yield "a dead hidden layer", (x, weights, [np.full(4, -20.0), biases[1]])
    scores = np.array([[1000.0, 1001.0, 998.0], [2.0, 0.5, 1.0], [-1000.0, -1002.0, -1000.5]])
    yield "large logits", (np.eye(3), [np.eye(3), scores], [np.zeros(3), np.zeros(3)])
    far = np.array([[700.0, -800.0], [-500.0, 400.0]])
    yield "logits far apart", (np.eye(2), [far], [np.array([0.25, -0.5])])
    yield "negative logits", (np.eye(2), [np.array([[-1.0, -2.0, -0.5], [-3.0, 1.0, -4.0]])], [np.zeros(3)])
    x, weights, biases = network(4, 3, 4, 5)
    yield "views", (x[::-1, ::-1], [np.asfortranarray(w)[::-1] for w in weights], [b[::-1] for b in biases])
    x, weights, biases = network(3, 4, 5, 2)
    single = [[a.astype(np.float32) for a in part] for part in (weights, biases)]
    yield "float32", (x.astype(np.float32), *single)
    yield "two layers, other values", network(2, 3, 4, 3, step=0.07)
    for name, depth in (("random shallow", 2), ("random deep", 4)):
        n, *widths = (int(size) for size in rng.integers(2, 6, depth + 2))
        weights = [rng.normal(size=pair) for pair in zip(widths, widths[1:], strict=False)]
        yield name, (rng.normal(size=(n, widths[0])), weights, [rng.normal(size=m) for m in widths[1:]])
    yield (
        "random square",
        (rng.normal(size=(4, 4)), [*rng.normal(size=(3, 4, 4))], [*rng.normal(size=(3, 4))]),
    )
