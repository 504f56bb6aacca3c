"""One label after the other, written down as a list of zeros with at most a single one."""

import numpy as np


def one_hot(labels, classes, ignore):
    rows = []
    for label in labels.ravel().tolist():
        row = ["0"] * classes
        if label != ignore:
            row[label] = "1"
        rows.append([float(mark) for mark in row])
    return np.array(rows, dtype=float).reshape(*labels.shape, classes)
