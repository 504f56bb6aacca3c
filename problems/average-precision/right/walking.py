import numpy as np


def average_precision(scores, correct, total):
    pairs = sorted(zip(scores.tolist(), correct.tolist()), key=lambda pair: -pair[0])
    precision, recall = [], []
    tp = fp = 0
    for _, hit in pairs:
        if hit:
            tp += 1
        else:
            fp += 1
        precision.append(tp / (tp + fp))
        recall.append(tp / total)
    area = best = 0.0
    for i in range(len(pairs) - 1, -1, -1):
        best = max(best, precision[i])
        before = recall[i - 1] if i > 0 else 0.0
        area += (recall[i] - before) * best
    return np.array(precision), np.array(recall), area
