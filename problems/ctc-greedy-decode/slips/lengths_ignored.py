from itertools import groupby


def ctc_greedy_decode(log_probs, lengths, blank):
    best = log_probs.argmax(axis=2).tolist()
    return [[symbol for symbol, _ in groupby(path) if symbol != blank] for path in best]
