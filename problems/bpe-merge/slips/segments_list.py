from collections import Counter


def join(symbols, left, right):
    joined, i = [], 0
    while i < len(symbols):
        if symbols[i:i + 2] == [left, right]:
            joined.append(left + right)
            i += 2
        else:
            joined.append(symbols[i])
            i += 1
    return joined


def bpe_merges(words, merges):
    segments = {word: list(word) for word in words}
    rules, times = [], []
    for _ in range(merges):
        counts = Counter()
        for word, symbols in segments.items():
            for pair in zip(symbols, symbols[1:]):
                counts[pair] += words[word]
        if not counts:
            break
        left, right = min(counts, key=lambda pair: (-counts[pair], pair))
        if counts[left, right] < 2:
            break
        rules.append([left, right])
        times.append(counts[left, right])
        segments = {word: join(symbols, left, right) for word, symbols in segments.items()}
    return rules, times, list(segments.values())
