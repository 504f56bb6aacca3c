import numpy as np


def ddpm_reverse_step(x_t, t, noise_hat, betas, z, variance):
    beta = betas[t - 1]
    bar, bar_before = np.prod(1 - betas[:t]), np.prod(1 - betas[: t - 1])
    mean = (x_t - beta / np.sqrt(1 - bar) * noise_hat) / (1 - beta)
    if t == 1:
        return mean
    sigma2 = beta if variance == "large" else (1 - bar_before) / (1 - bar) * beta
    return mean + np.sqrt(sigma2) * z
