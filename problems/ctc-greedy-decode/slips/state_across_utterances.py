def ctc_greedy_decode(log_probs, lengths, blank):
    results, before = [], None
    for path, length in zip(log_probs.argmax(axis=2).tolist(), lengths.tolist()):
        kept = []
        for s in path[:length]:
            if s != before and s != blank:
                kept.append(s)
            before = s
        results.append(kept)
    return results
