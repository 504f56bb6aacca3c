import numpy as np


def softmax(x):
    out = np.zeros(x.shape, dtype=np.result_type(x, np.float16) if x.dtype.kind == "f" else np.float64)
    for i in range(len(x)):
        e = np.exp(x[i] - np.max(x[i]))
        out[i] = e / np.sum(e)
    return out
