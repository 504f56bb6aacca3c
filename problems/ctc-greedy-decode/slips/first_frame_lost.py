def ctc_greedy_decode(log_probs, lengths, blank):
    results = []
    for path, length in zip(log_probs.argmax(axis=2).tolist(), lengths.tolist()):
        results.append([path[t] for t in range(1, length) if path[t] != path[t - 1] and path[t] != blank])
    return results
