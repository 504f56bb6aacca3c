# class: control. Right, in another style.
import numpy as np


def softmax(x):
    shifted = x - np.max(x, axis=-1, keepdims=True)
    powers = np.exp(shifted)
    return np.einsum("...n,...->...n", powers, 1.0 / np.einsum("...n->...", powers)).astype(
        x.dtype if x.dtype.kind == "f" else np.float64
    )
