from math import log2


def mutual_information(counts):
    rows, columns = counts.shape
    total = float(counts.sum())
    conditional = mutual = 0.0
    for i in range(rows):
        for j in range(columns):
            p = counts[i, j] / total
            if p > 0:
                p_x = counts[i].sum() / total
                p_y = counts[:, j].sum() / total
                conditional -= p * log2(p / p_x)
                mutual += p * log2(p)
    return conditional, mutual
