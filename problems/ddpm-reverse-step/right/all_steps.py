import numpy as np


def ddpm_reverse_step(x_t, t, noise_hat, betas, z, variance):
    bars = np.concatenate([np.ones_like(betas[:1]), np.cumprod(1 - betas)])
    alpha = bars[t] / bars[t - 1]
    x_before = x_t / alpha**0.5 - (1 - alpha) * noise_hat / (alpha * (1 - bars[t])) ** 0.5
    ratio = (1 - bars[t - 1]) / (1 - bars[t]) if variance == "small" else 1
    if t > 1:
        x_before += ((1 - alpha) * ratio) ** 0.5 * z
    return x_before
