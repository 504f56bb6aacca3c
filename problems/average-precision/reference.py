"""Precision of every prefix, and for each correct detection the best precision from there on."""

from fractions import Fraction

import numpy as np


def average_precision(scores, correct, total):
    ranked = sorted(range(len(scores)), key=lambda i: (-scores[i], i))
    marks = [bool(correct[i]) for i in ranked]
    precision = [Fraction(marks[:size].count(True), size) for size in range(1, len(marks) + 1)]
    recall = [Fraction(marks[:size].count(True), total) for size in range(1, len(marks) + 1)]
    area = sum((max(precision[i:]) for i, mark in enumerate(marks) if mark), Fraction(0)) / total
    return np.array(precision, dtype=float), np.array(recall, dtype=float), float(area)
