import numpy as np


def tensor_parallel_mlp(x, a_weight, a_bias, b_weight, b_bias, workers):
    """Return what each worker contributes (W, N, O), and the output (N, O)."""
    n, o = len(x), len(b_bias)
    return np.zeros((workers, n, o), dtype=x.dtype), np.zeros((n, o), dtype=x.dtype)
