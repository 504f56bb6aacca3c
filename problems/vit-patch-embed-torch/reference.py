"""Token by token; the place of every pixel in its patch is counted out."""

import itertools

import numpy as np


def _places(init):
    """Yield the token and the number within its patch that belong to each pixel (channel, row, column)."""
    side, across = init["patch"], init["width"] // init["patch"]
    for c, i, j in itertools.product(*(range(init[k]) for k in ("channels", "height", "width"))):
        (down, row), (right, column) = divmod(i, side), divmod(j, side)
        yield (c, i, j), down * across + right, (c * side + row) * side + column


def PatchEmbedding(init, parameters, x):
    weight = parameters["proj.weight"]
    out = np.repeat(parameters["pos_embed"], len(x), axis=0)
    out[:, 0] += parameters["cls_token"][0, 0]
    out[:, 1:] += parameters["proj.bias"]
    for (c, i, j), token, number in _places(init):
        out[:, 1 + token] += np.outer(x[:, c, i, j], weight[:, number])
    return out


def PatchEmbedding_backward(upstream, init, parameters, x):
    weight, of_x = parameters["proj.weight"], np.zeros(x.shape)
    of_weight = np.zeros(weight.shape)
    for (c, i, j), token, number in _places(init):
        of_x[:, c, i, j] = upstream[:, 1 + token] @ weight[:, number]
        of_weight[:, number] += x[:, c, i, j] @ upstream[:, 1 + token]
    gradients = {
        "proj.weight": of_weight,
        "proj.bias": upstream[:, 1:].sum((0, 1)),
        "cls_token": upstream[:, :1].sum(0, keepdims=True),
        "pos_embed": upstream.sum(0, keepdims=True),
    }
    return {"parameters": {name: gradients[name] for name in parameters}, "args": (of_x,)}
