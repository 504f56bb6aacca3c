"""F1 as a harmonic mean, from lists of the places where each class is true and predicted."""

from fractions import Fraction


def _f1(true, predicted, both):
    if not both:
        return Fraction(0)
    return 2 / (Fraction(predicted, both) + Fraction(true, both))


def f1_scores(y_true, y_pred, classes):
    counts = []
    for c in classes:
        true = {i for i in range(len(y_true)) if y_true[i] == c}
        predicted = {i for i in range(len(y_pred)) if y_pred[i] == c}
        counts.append((len(true), len(predicted), len(true & predicted)))
    macro = sum((_f1(*count) for count in counts), Fraction(0)) / len(counts)
    micro = _f1(*(sum(column) for column in zip(*counts, strict=True)))
    return float(micro), float(macro)
