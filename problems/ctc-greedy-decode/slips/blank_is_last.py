def ctc_greedy_decode(log_probs, lengths, blank):
    results, blank = [], log_probs.shape[2] - 1
    for path, length in zip(log_probs.argmax(axis=2).tolist(), lengths.tolist()):
        kept, before = [], None
        for s in path[:length]:
            if s != before and s != blank:
                kept.append(s)
            before = s
        results.append(kept)
    return results
