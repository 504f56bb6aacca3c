"""The entropy of each row's own distribution, and how far the rows are from the distribution of all."""

from math import fsum, log2


def mutual_information(counts):
    table = counts.tolist()
    total = fsum(map(fsum, table))
    overall = [fsum(column) / total for column in zip(*table, strict=True)]
    conditional, mutual = [], []
    for row in table:
        size = fsum(row)
        for count, share in zip(row, overall, strict=True):
            if count > 0:
                conditional.append(count / total * log2(size / count))
                mutual.append(count / total * (log2(count / size) - log2(share)))
    return fsum(conditional), fsum(mutual)
