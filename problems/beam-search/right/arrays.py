import numpy as np


def beam_search(log_probs, start, end, width, alpha):
    steps, v, _ = log_probs.shape
    words = np.full((1, steps), -1)  # in lexicographic order all the time
    scores, lasts = np.zeros(1), np.array([start])
    for t in range(steps):
        done = (lasts == end) & (words[:, 0] >= 0)
        totals = scores[:, None] + np.where(done[:, None], 0.0, log_probs[t, lasts])
        totals[done, 1:] = -np.inf
        flat = totals.ravel()
        best = np.argsort(-flat, kind="stable")[:width]
        best = np.sort(best[np.isfinite(flat[best])])
        parents, new = np.divmod(best, v)
        scores, words = flat[best], words[parents]
        goes_on = ~done[parents]
        words[goes_on, t] = new[goes_on]
        lasts = np.where(goes_on, new, lasts[parents])
    lengths = (words >= 0).sum(axis=1)
    ranked = scores / lengths**alpha
    chosen = np.argmax(ranked)
    return words[chosen, : lengths[chosen]].tolist(), ranked[chosen]
