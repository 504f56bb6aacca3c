import numpy as np


def ddpm_reverse_step(x_t, t, noise_hat, betas, z, variance):
    """Return the data of step t - 1, drawn with the noise z."""
    return x_t - noise_hat
