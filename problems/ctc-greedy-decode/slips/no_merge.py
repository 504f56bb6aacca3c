def ctc_greedy_decode(log_probs, lengths, blank):
    best = log_probs.argmax(axis=2).tolist()
    return [[symbol for symbol in path[:length] if symbol != blank] for path, length in zip(best, lengths)]
