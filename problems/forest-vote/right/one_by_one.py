import numpy as np


def forest_vote(votes, drawn, y, num_classes):
    forest = [np.bincount(column).argmax() for column in votes.T]
    oob, wrong, total = [], 0, 0
    samples = [set(row) for row in drawn.tolist()]
    for n, label in enumerate(y):
        free = [t for t, sample in enumerate(samples) if n not in sample]
        if not free:
            oob.append(-1)
            continue
        oob.append(np.bincount(votes[free, n], minlength=num_classes).argmax())
        total += 1
        wrong += int(oob[n] != label)
    return np.array(forest), np.array(oob), wrong / total if total else 0.0
