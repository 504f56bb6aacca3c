def ctc_greedy_decode(log_probs, lengths, blank):
    best = log_probs.argmax(axis=2).tolist()
    return [
        [s for s in dict.fromkeys(path[:length]) if s != blank]
        for path, length in zip(best, lengths.tolist())
    ]
