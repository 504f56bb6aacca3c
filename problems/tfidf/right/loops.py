import numpy as np


def tfidf(counts):
    documents, words = counts.shape
    df = np.count_nonzero(counts, axis=0)
    idf = np.zeros(words)
    for w in range(words):
        if df[w] > 0:
            idf[w] = np.log(documents / df[w])
    weights = np.zeros((documents, words))
    for d, row in enumerate(counts):
        if row.any():
            weights[d] = row / row.sum() * idf
    return weights, idf
