import numpy as np


def top_p_filter(probs, top_p):
    result = np.zeros_like(probs)
    for row, out in zip(probs, result):
        total = 0.0
        for c in sorted(range(len(row)), key=lambda c: -row[c]):
            out[c] = row[c]
            total += row[c]
            if total >= top_p:
                break
        out /= total
    return result
