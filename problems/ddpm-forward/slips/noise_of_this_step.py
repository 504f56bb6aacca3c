import numpy as np


def ddpm_forward(x0, t, noise, betas):
    alpha_bar = np.cumprod(1 - betas)[t - 1]
    alpha_bar = alpha_bar.reshape(-1, *[1] * (x0.ndim - 1))
    return np.sqrt(alpha_bar) * x0 + np.sqrt(betas[t - 1]).reshape(alpha_bar.shape) * noise
