import numpy as np


def tfidf(counts):
    counts = counts.astype(float)
    documents, words = counts.shape
    length = counts.sum(axis=1)[:, None]
    tf = np.divide(counts, length, out=np.zeros_like(counts), where=counts > 0)
    df = np.sign(counts).sum(axis=0)
    idf = -np.log(df / documents, out=np.zeros(words), where=df != 0)
    return tf * idf, idf
