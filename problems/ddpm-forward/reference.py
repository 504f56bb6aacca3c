"""The Markov chain step by step: what each step leaves of the data, and the variance it has gathered."""

import numpy as np


def ddpm_forward(x0, t, noise, betas):
    out = np.empty(x0.shape)
    for place, step in enumerate(t.tolist()):
        kept, variance = 1.0, 0.0
        for beta in betas[:step].tolist():
            kept *= np.sqrt(1.0 - beta)
            variance = variance * (1.0 - beta) + beta
        out[place] = kept * x0[place] + np.sqrt(variance) * noise[place]
    return out
