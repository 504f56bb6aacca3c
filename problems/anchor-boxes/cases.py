"""Feature maps of several shapes with one anchor and with many; the last few are drawn afresh."""


def cases(rng):
    yield "one anchor", (1, 1, 16, [32.0], [1.0])
    yield "one tall anchor", (1, 1, 8, [10.0], [4.0])
    yield "one wide anchor", (1, 1, 8, [12.0], [0.25])
    yield "three ratios", (1, 1, 16, [16.0], [0.5, 1.0, 2.0])
    yield "three scales", (1, 1, 16, [8.0, 16.0, 32.0], [1.0])
    yield "one row", (1, 4, 8, [8.0], [1.0])
    yield "one column", (3, 1, 8, [8.0], [1.0])
    yield "a wide map", (2, 5, 4, [6.0], [2.0])
    yield "two scales, two ratios", (1, 1, 10, [8.0, 20.0], [0.5, 3.0])
    yield "nine anchors each", (2, 3, 16, [128.0, 256.0, 512.0], [0.5, 1.0, 2.0])
    yield "more ratios than scales", (2, 2, 32, [20.0, 50.0], [0.2, 1.0, 3.0, 5.0])
    yield "not in order", (2, 2, 7, [30.0, 5.0, 11.0], [2.0, 0.3])
    yield "the same scale twice", (1, 2, 5, [9.0, 9.0], [1.5, 0.7])
    yield "stride 1", (4, 4, 1, [0.5], [1.25, 0.8])
    for name, most in (("random", 3), ("random large", 5)):
        rows, columns = (int(k) for k in rng.integers(1, most + 1, 2))
        scales = [float(s) for s in rng.uniform(4.0, 99.0, int(rng.integers(2, 4)))]
        yield (
            name,
            (rows, columns, int(rng.integers(2, 33)), scales, [float(r) for r in rng.uniform(0.2, 5.0, 3)]),
        )
