import numpy as np


def forest_vote(votes, drawn, y, num_classes):
    out = np.ones(votes.shape, dtype=bool)
    for t in range(len(votes)):
        out[t, drawn[t]] = False
    ballots = votes[:, :, None] == np.arange(num_classes)
    forest = np.count_nonzero(ballots, axis=0).argmax(axis=1)
    counts = np.count_nonzero(ballots & out[:, :, None], axis=0)
    seen_by_all = ~out.any(axis=0)
    oob = np.where(seen_by_all, -1, counts.argmax(axis=1))
    judged = oob[~seen_by_all]
    error = np.mean(judged != y[~seen_by_all])
    return forest, oob, error
