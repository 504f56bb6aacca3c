from collections import Counter

import numpy as np


def knn_predict(x_train, y_train, x_test, k):
    predictions = np.empty(len(x_test), dtype=int)
    for place, point in enumerate(x_test):
        gaps = x_train - point
        distances = np.einsum("nd,nd->n", gaps, gaps)
        order = sorted(range(len(x_train)), key=distances.__getitem__)
        counts = Counter(int(y_train[i]) for i in order[:k])
        predictions[place] = max(sorted(counts), key=counts.get)
    return predictions
