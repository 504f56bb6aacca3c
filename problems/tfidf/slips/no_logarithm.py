import numpy as np


def tfidf(counts):
    length = counts.sum(axis=1, keepdims=True)
    tf = counts / np.where(length > 0, length, 1)
    df = (counts > 0).sum(axis=0)
    idf = np.where(df > 0, len(counts) / np.maximum(df, 1), 0)
    return tf * idf, idf
