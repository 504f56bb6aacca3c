import numpy as np


def ddpm_forward(x0, t, noise, betas):
    x_t = np.zeros_like(x0)
    for i, step in enumerate(t):
        alpha_bar = np.prod(1 - betas[:step])
        x_t[i] = alpha_bar**0.5 * x0[i] + (1 - alpha_bar) ** 0.5 * noise[i]
    return x_t
