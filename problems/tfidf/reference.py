"""Word by word over lists, with differences of logarithms."""

from math import log

import numpy as np


def tfidf(counts):
    documents, words = counts.shape
    weights, idf = np.zeros((documents, words)), np.zeros(words)
    for w in range(words):
        holders = [d for d in range(documents) if counts[d, w] > 0]
        if holders:
            idf[w] = log(documents) - log(len(holders))
        for d in holders:
            weights[d, w] = idf[w] * int(counts[d, w]) / sum(counts[d].tolist())
    return weights, idf
