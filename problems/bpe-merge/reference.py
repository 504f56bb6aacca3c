"""Words as ends of their symbols: a merge takes one end away."""


def _pieces(word, ends):
    starts = [0, *ends[:-1]]
    return [word[start:end] for start, end in zip(starts, ends, strict=True)]


def _pairs(word, ends):
    pieces = _pieces(word, ends)
    return list(zip(pieces, pieces[1:], strict=False))


def _without(word, ends, pair):
    """Take away the ends between the two symbols of a pair; a symbol is used once."""
    kept, used = [], -1
    for place, found in enumerate(_pairs(word, ends)):
        if found == pair and place > used:
            used = place + 1
        else:
            kept.append(ends[place])
    return [*kept, ends[-1]]


def bpe_merges(words, merges):
    ends = {word: list(range(1, len(word) + 1)) for word in words}
    rules, counts = [], []
    for _ in range(merges):
        found = [(pair, words[word]) for word in words for pair in _pairs(word, ends[word])]
        totals = {pair: sum(n for other, n in found if other == pair) for pair, _ in found}
        often = [pair for pair, n in totals.items() if n == max(totals.values()) and n > 1]
        if not often:
            break
        rules.append(list(sorted(often)[0]))
        counts.append(totals[min(often)])
        ends = {word: _without(word, ends[word], min(often)) for word in words}
    return rules, counts, {word: _pieces(word, ends[word]) for word in words}
