import numpy as np


def attention_context(state, encoded, w_s, w_h, v, lengths):
    query = np.einsum("bd,da->ba", state, w_s)
    keys = np.einsum("bth,ha->tba", encoded, w_h)
    scores = np.einsum("tba,a->bt", np.tanh(query + keys), v)
    scores[lengths[:, None] <= np.arange(scores.shape[1])] = -np.inf
    top = np.max(scores, axis=-1)
    exps = np.exp((scores.T - top).T)
    weights = exps / np.einsum("bt->b", exps)[:, None]
    return np.einsum("bt,bth->bh", weights, encoded), weights
