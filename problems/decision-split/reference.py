"""The best split in fractions, by counting the pairs whose labels differ."""

from fractions import Fraction


def _unlike(labels):
    """Return the impurity times the number of labels."""
    pairs = sum(one != other for one in labels for other in labels)
    return Fraction(pairs, len(labels))


def decision_split(x, y):
    labels = y.tolist()
    splits = []
    for feature, column in enumerate(x.T.tolist()):
        values = sorted(set(column))
        for low, high in zip(values, values[1:], strict=False):
            below = [label for label, value in zip(labels, column, strict=True) if value <= low]
            above = [label for label, value in zip(labels, column, strict=True) if value >= high]
            gain = (_unlike(labels) - _unlike(below) - _unlike(above)) / len(labels)
            splits.append((feature, low + 0.5 * (high - low), gain))
    if not splits:
        return -1, 0.0, 0.0
    feature, threshold, gain = max(splits, key=lambda split: split[-1])
    return feature, threshold, float(gain)
