def joined(symbols, pair):
    if len(symbols) < 2:
        return symbols
    if (symbols[0], symbols[1]) == pair:
        return [symbols[0] + symbols[1]] + joined(symbols[2:], pair)
    return symbols[:1] + joined(symbols[1:], pair)


def bpe_merges(words, merges):
    segments = {word: [c for c in word] for word in words}
    rules, times = [], []
    while len(rules) < merges:
        counts = {}
        for word, frequency in words.items():
            symbols = segments[word]
            for i in range(len(symbols) - 1):
                pair = symbols[i], symbols[i + 1]
                counts[pair] = counts.get(pair, 0) + frequency
        most = max(counts.values()) if counts else 0
        if most <= 1:
            break
        best = sorted(pair for pair in counts if counts[pair] == most)[0]
        rules.append(list(best))
        times.append(most)
        for word in segments:
            segments[word] = joined(segments[word], best)
    return rules, times, segments
