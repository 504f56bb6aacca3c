def ctc_greedy_decode(log_probs, lengths, blank):
    results = []
    for path, length in zip(log_probs.argmax(axis=2).tolist(), lengths.tolist()):
        kept, before = [], None
        for s in path[: length - 1] if length else []:
            if s != before and s != blank:
                kept.append(s)
            before = s
        results.append(kept)
    return results
