"""Banks of every width; the last few are drawn afresh."""


def cases(rng):
    yield "three filters", (3, 32, 8000, 0.0, 4000.0)
    yield "one filter", (1, 16, 8000, 0.0, 4000.0)
    yield "two filters", (2, 24, 16000, 0.0, 8000.0)
    yield "not from zero", (4, 40, 8000, 300.0, 3400.0)
    yield "not up to half the rate", (3, 32, 16000, 0.0, 3000.0)
    yield "an odd number of points", (3, 27, 8000, 50.0, 3900.0)
    yield "more filters than components", (20, 16, 8000, 0.0, 4000.0)
    yield "as many filters as components", (9, 16, 8000, 20.0, 4000.0)
    yield "beyond half the rate", (4, 20, 8000, 100.0, 6000.0)
    yield "a narrow range", (2, 64, 8000, 1000.0, 1500.0)
    yield "a low rate", (3, 25, 1000, 0.0, 500.0)
    yield "a usual bank, smaller", (10, 128, 16000, 20.0, 7600.0)
    yield "few components", (2, 3, 8000, 0.0, 4000.0)
    for name, n_mels, n_fft in (("random", 4, 48), ("random odd", 5, 51), ("random many", 12, 64)):
        rate = int(rng.integers(6000, 16000))
        yield name, (n_mels, n_fft, rate, float(rng.uniform(0, 300)), float(rng.uniform(0.6, 1.0) * rate / 2))
