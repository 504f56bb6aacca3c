"""Attention head by head and query by query, each head with its own rows of the weights."""

import numpy as np


def _projected(parameters, name, x):
    return np.einsum("...i,oi->...o", x, parameters[f"{name}.weight"]) + parameters[f"{name}.bias"]


def _heads(init):
    width = init["d_model"] // init["heads"]
    return [slice(width * h, width * (h + 1)) for h in range(init["heads"])], np.sqrt(width)


def _parts(init, parameters, query, key, value, mask):
    """Return the projections, the weights for each (example, head, query) and the joined heads."""
    q, k, v = (
        _projected(parameters, name, x) for name, x in (("q_proj", query), ("k_proj", key), ("v_proj", value))
    )
    heads, root = _heads(init)
    weights = np.zeros((len(q), len(heads), q.shape[1], k.shape[1]))
    joined = np.zeros(q.shape)
    for b, h, i in np.ndindex(*weights.shape[:3]):
        seen = np.arange(k.shape[1]) if mask is None else np.flatnonzero(mask[b, i])
        scores = k[b, seen, heads[h]] @ q[b, i, heads[h]] / root
        weights[b, h, i, seen] = np.exp(scores - np.logaddexp.reduce(scores))
        joined[b, i, heads[h]] = weights[b, h, i] @ v[b, :, heads[h]]
    return q, k, v, weights, joined


def MultiHeadAttention(init, parameters, query, key, value, mask):
    joined = _parts(init, parameters, query, key, value, mask)[-1]
    return _projected(parameters, "out_proj", joined)


def _linear_backward(parameters, gradients, name, x, d_out):
    """Add the gradients of one layer and return that of its input."""
    gradients[f"{name}.weight"] = np.einsum("bto,bti->oi", d_out, x)
    gradients[f"{name}.bias"] = d_out.sum((0, 1))
    return d_out @ parameters[f"{name}.weight"]


def MultiHeadAttention_backward(upstream, init, parameters, query, key, value, mask):
    q, k, v, weights, joined = _parts(init, parameters, query, key, value, mask)
    heads, root = _heads(init)
    gradients = {}
    d_joined = _linear_backward(parameters, gradients, "out_proj", joined, upstream)
    dq, dk, dv = np.zeros(q.shape), np.zeros(k.shape), np.zeros(v.shape)
    for b, h, i in np.ndindex(*weights.shape[:3]):
        part, w, up = heads[h], weights[b, h, i], d_joined[b, i, heads[h]]
        dv[b, :, part] += np.outer(w, up)
        d_scores = (np.diag(w) - np.outer(w, w)) @ (v[b, :, part] @ up) / root
        dq[b, i, part] += d_scores @ k[b, :, part]
        dk[b, :, part] += np.outer(d_scores, q[b, i, part])
    args = (
        _linear_backward(parameters, gradients, "q_proj", query, dq),
        _linear_backward(parameters, gradients, "k_proj", key, dk),
        _linear_backward(parameters, gradients, "v_proj", value, dv),
        None,
    )
    return {"parameters": {name: gradients[name] for name in parameters}, "args": args}
