import numpy as np


def causal_mask(tokens, pad, queries):
    b, m = tokens.shape
    full = np.repeat(np.tri(m, dtype=bool)[None], b, axis=0)
    full[np.repeat((tokens == pad)[:, None], m, axis=1)] = False
    places = np.arange(m)
    full[:, places, places] = True
    return full[:, m - queries :]
