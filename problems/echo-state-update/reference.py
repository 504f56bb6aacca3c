"""One unit at a time; the spectral radius comes from the growth of the powers of the matrix."""

from math import exp, fsum, log, tanh

import numpy as np


def _radius(w):
    """Return the limit of |w^k|^(1/k), squaring the matrix again and again."""
    power, growth, share = w, [], 1.0
    for _ in range(60):
        size = float(np.linalg.norm(power))
        growth.append(share * log(size))
        power = (power / size) @ (power / size)
        share *= 0.5
    return exp(fsum(growth))


def echo_state_update(u, w_in, w, b, x0, rho, leak):
    radius = _radius(w)
    state, states = x0.tolist(), []
    for row in u:
        kept = list(state)
        for i, old in enumerate(kept):
            drive = fsum(w_in[i] * row) + fsum(w[i] * kept) * rho / radius + b[i]
            state[i] = old + leak * (tanh(drive) - old)
        states.append(list(state))
    return np.array(states)
