def beam_search(log_probs, start, end, width, alpha):
    beam = [(0.0, [])]
    for t in range(len(log_probs)):
        candidates = []
        for score, words in beam:
            if words and words[-1] == end:
                candidates.append((score, words + [end]))
                continue
            last = words[-1] if words else start
            for v, log_prob in enumerate(log_probs[t, last]):
                candidates.append((score + log_prob, words + [v]))
        candidates.sort(key=lambda candidate: (-candidate[0], candidate[1]))
        beam = candidates[:width]
    ranked = [(score / len(words) ** alpha, words) for score, words in beam]
    score, words = min(ranked, key=lambda hypothesis: (-hypothesis[0], hypothesis[1]))
    return words, score
