"""Attention query by query, over the visible keys alone, and its gradient by the Jacobian of each row."""

import numpy as np


def _visible(q, k, mask, causal):
    n, m = q.shape[-2], k.shape[-2]
    seen = np.broadcast_to(True if mask is None else mask, (*q.shape[:-1], m))
    return seen & np.array([[not causal or j <= i for j in range(m)] for i in range(n)])


def _rows(q, k, mask, causal):
    """Yield the place of each query that sees a key, the keys it sees and their weights."""
    visible = _visible(q, k, mask, causal)
    for at in np.ndindex(*q.shape[:-1]):
        seen = np.flatnonzero(visible[at])
        if seen.size:
            scores = k[at[:-1]][seen] @ q[at] / np.sqrt(q.shape[-1])
            yield at, seen, np.exp(scores - np.logaddexp.reduce(scores))


def attention(q, k, v, mask, causal):
    out = np.zeros((*q.shape[:-1], v.shape[-1]))
    for at, seen, weights in _rows(q, k, mask, causal):
        out[at] = weights @ v[at[:-1]][seen]
    return out


def attention_backward(upstream, q, k, v, mask, causal):
    dq, dk, dv = np.zeros(q.shape), np.zeros(k.shape), np.zeros(v.shape)
    for at, seen, weights in _rows(q, k, mask, causal):
        lead, up = at[:-1], upstream[at]
        jacobian = (np.diag(weights) - np.outer(weights, weights)) / np.sqrt(q.shape[-1])
        d_scores = jacobian @ (v[lead][seen] @ up)
        dq[at] = d_scores @ k[lead][seen]
        dk[lead][seen] += np.outer(d_scores, q[at])
        dv[lead][seen] += np.outer(weights, up)
    return dq, dk, dv, None, None
