"""Vocabularies with ties, overlaps and repetitions; the last few are drawn afresh."""


def cases(rng):
    yield "the example", ({"low": 3, "lower": 2, "new": 4}, 2)
    yield "no merge", ({"low": 3, "new": 4}, 0)
    yield "one merge", ({"newest": 6, "widest": 3, "low": 5, "lower": 2}, 1)
    yield "many merges", ({"newest": 6, "widest": 3, "low": 5, "lower": 2}, 9)
    yield "until nothing is left", ({"abab": 3, "ab": 2}, 50)
    yield "until all is rare", ({"abcd": 1, "abef": 1, "xyz": 1}, 10)
    yield "all rare", ({"abc": 1, "de": 1}, 3)
    yield "ties", ({"zy": 4, "ba": 4, "ac": 4, "bc": 4}, 3)
    yield "ties among joined symbols", ({"abcx": 2, "abdx": 2, "cxq": 1, "dxq": 1}, 4)
    yield "overlaps", ({"aaa": 2, "aaaa": 1, "baab": 1, "cd": 4}, 1)
    yield "overlaps decide", ({"aaab": 3, "xy": 5, "xyz": 1, "b": 9}, 3)
    yield "twice in a word", ({"xyxy": 2, "pq": 3, "pqr": 1, "xr": 1}, 2)
    yield "frequency decides", ({"ab": 1, "cab": 1, "dab": 1, "xy": 5}, 1)
    yield "across words", ({"ba": 2, "ab": 2, "cb": 3, "b": 7, "a": 7}, 2)
    yield "borders of symbols", ({"abcd": 3, "bcab": 2, "cabd": 4, "dabcab": 1}, 5)
    yield "single characters", ({"a": 5, "b": 2}, 4)
    yield "no words", ({}, 3)
    yield "upper case and digits", ({"Aa1": 2, "aA1": 2, "a1A": 2, "1aA": 1}, 4)
    yield "Japanese", ({"深層学習": 4, "学習": 3, "強化学習": 2, "深層": 1}, 5)
    for name, letters, length in (("random", "abcd", 7), ("random two letters", "ab", 9), ("random long", "abcdefgh", 12)):
        words = {}
        for _ in range(8):
            word = "".join(letters[i] for i in rng.integers(0, len(letters), int(rng.integers(1, length))))
            words[word] = int(rng.integers(1, 6))
        yield name, (words, int(rng.integers(4, 9)))
