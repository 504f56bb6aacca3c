"""Beam search by elimination: a candidate stays while fewer than `width` others go before it."""


def _before(one, other):
    """Tell whether one (words, score) goes before another."""
    return one[1] > other[1] or (one[1] == other[1] and one[0] < other[0])


def _continued(kept, table, start, end):
    for words, score in kept:
        last = words[-1] if words else start
        if words and last == end:
            yield words, score
        else:
            yield from ((words + (v,), score + float(p)) for v, p in enumerate(table[last]))


def beam_search(log_probs, start, end, width, alpha):
    kept = [((), 0.0)]
    for table in log_probs:
        candidates = list(_continued(kept, table, start, end))
        kept = [c for c in candidates if sum(_before(other, c) for other in candidates) < width]
    ranked = [(words, score / len(words) ** alpha) for words, score in kept]
    words, score = next(c for c in ranked if not any(_before(other, c) for other in ranked))
    return list(words), score
