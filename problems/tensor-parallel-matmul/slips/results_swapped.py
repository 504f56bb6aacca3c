import numpy as np


def tensor_parallel_mlp(x, a_weight, a_bias, b_weight, b_bias, workers):
    hidden = np.einsum("nd,dh->nh", x, a_weight) + a_bias
    active = np.where(hidden > 0, hidden, 0)
    sizes = [len(part) for part in np.array_split(a_bias, workers)]
    owner = np.repeat(np.arange(workers), sizes)
    owned = (owner == np.arange(workers)[:, None]).astype(x.dtype)
    partials = np.einsum("wh,nh,ho->wno", owned, active, b_weight)
    return np.add.reduce(partials) + b_bias, partials
