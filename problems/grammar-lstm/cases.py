"""Words of the embedded Reber grammar, first parameters and the words of each update."""

import numpy as np

SYMBOLS = "BTPSXVE"
B, T, P, S, X, V, E = range(len(SYMBOLS))
ARCS = {
    1: ((T, 2), (P, 3)),
    2: ((S, 2), (X, 4)),
    3: ((T, 3), (V, 5)),
    4: ((X, 3), (S, 6)),
    5: ((P, 4), (V, 6)),
}
"""What each state of the inner grammar may emit, both as likely, and where that leads."""
END = 6
PADDING, LONGEST = -1, 18
WORDS, UNITS, BATCH, STEPS = 2000, 24, 32, 300


def word(rng):
    """Return one word: the symbol after the first stands before the last again."""
    while True:
        outer, state, inner = int(rng.integers(T, P + 1)), 1, [B]
        while state != END:
            symbol, state = ARCS[state][int(rng.integers(2))]
            inner.append(symbol)
        whole = [B, outer, *inner, E, outer, E]
        if len(whole) <= LONGEST:
            return whole


def words(rng, count):
    """Return words as rows of numbers, filled up with padding."""
    rows = np.full((count, LONGEST), PADDING)
    for row in rows:
        drawn = word(rng)
        row[: len(drawn)] = drawn
    return rows


def arguments(rng):
    tokens, bound = words(rng, WORDS), 1 / np.sqrt(UNITS)
    w_x = rng.uniform(-bound, bound, (4 * UNITS, len(SYMBOLS)))
    w_h = rng.uniform(-bound, bound, (4 * UNITS, UNITS))
    bias = np.repeat([0.0, 1.0, 0.0, 0.0], UNITS)
    out_w = rng.uniform(-bound, bound, (UNITS, len(SYMBOLS)))
    batches = np.stack([rng.choice(WORDS, BATCH, replace=False) for _ in range(STEPS)])
    return tokens, w_x, w_h, bias, out_w, np.zeros(len(SYMBOLS)), batches


def cases(rng):
    yield "words", arguments(np.random.default_rng(17))
    yield "random words", arguments(rng)
