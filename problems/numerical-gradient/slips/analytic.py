import numpy as np


def numerical_gradient(x, coef, powers, h):
    z, c = x.astype(np.float64), coef.astype(np.float64)
    axes = tuple(range(1, powers.ndim))
    out = np.zeros(x.shape, dtype=np.float64)
    for place in np.ndindex(z.shape):
        power = powers[(slice(None), *place)]
        lowered = powers.copy()
        lowered[(slice(None), *place)] = np.maximum(power - 1, 0)
        out[place] = np.sum(c * power * np.prod(z**lowered, axis=axes))
    return out.astype(x.dtype)
