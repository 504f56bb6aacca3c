"""Windows of every kind and length; the last few are drawn afresh."""


def cases(rng):
    yield "Hann, symmetric", ("hann", 7, False)
    yield "Hann, periodic", ("hann", 7, True)
    yield "Hamming, symmetric", ("hamming", 5, False)
    yield "Hamming, periodic", ("hamming", 6, True)
    yield "Blackman, symmetric", ("blackman", 9, False)
    yield "Blackman, periodic", ("blackman", 8, True)
    yield "Hann of even length", ("hann", 4, False)
    yield "two points of Hamming", ("hamming", 2, False)
    yield "two points of Blackman, periodic", ("blackman", 2, True)
    yield "three points of Hann, periodic", ("hann", 3, True)
    yield "one point of Hann", ("hann", 1, False)
    yield "one point of Hamming, periodic", ("hamming", 1, True)
    yield "one point of Blackman", ("blackman", 1, False)
    yield "one point of Blackman, periodic", ("blackman", 1, True)
    yield "a long window", ("blackman", 400, True)
    for kind in ("hann", "hamming", "blackman"):
        yield f"random {kind}", (kind, int(rng.integers(10, 60)), bool(rng.random() < 0.5))
