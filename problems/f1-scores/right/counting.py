from collections import Counter


def f1_scores(y_true, y_pred, classes):
    classes = classes.tolist()
    hits, true, predicted = Counter(), Counter(y_true.tolist()), Counter(y_pred.tolist())
    for t, p in zip(y_true.tolist(), y_pred.tolist()):
        if t == p:
            hits[t] += 1
    macro, total_hits, total = 0.0, 0, 0
    for c in classes:
        seen = true[c] + predicted[c]
        if seen:
            macro += 2 * hits[c] / seen
        total_hits += hits[c]
        total += seen
    micro = 2 * total_hits / total if total else 0.0
    return micro, macro / len(classes)
