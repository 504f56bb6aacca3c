"""Least squares by QR: the ridge as further rows, each row scaled by the root of its weight."""

from math import exp

import numpy as np


def lime_fit(masks, outputs, width, ridge):
    features = masks.shape[1]
    rows, right = [], []
    for mask, output in zip(masks.tolist(), outputs.tolist(), strict=True):
        share = mask.count(0) / features
        root = exp(-0.5 * (share / width) ** 2)
        rows.append([root * z for z in [*mask, 1]])
        right.append(root * output)
    for place in range(features):
        rows.append([ridge**0.5 if place == other else 0.0 for other in range(features + 1)])
        right.append(0.0)
    q, r = np.linalg.qr(np.array(rows))
    solution = np.linalg.solve(r, np.einsum("ij,i->j", q, np.array(right)))
    return solution[:-1], solution[-1]
