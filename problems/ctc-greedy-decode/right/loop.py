def ctc_greedy_decode(log_probs, lengths, blank):
    results = []
    for n in range(log_probs.shape[0]):
        labels, previous = [], None
        for symbol in log_probs[n, : lengths[n]].argmax(axis=-1):
            if symbol != previous and symbol != blank:
                labels.append(int(symbol))
            previous = symbol
        results.append(labels)
    return results
