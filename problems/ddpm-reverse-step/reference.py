"""The posterior of the forward process, with the data that the predicted noise implies."""

from math import exp, fsum, log1p, sqrt


def _left(betas, t):
    """Return how much of the data's power is left after t steps."""
    return exp(fsum(log1p(-b) for b in betas[:t].tolist()))


def ddpm_reverse_step(x_t, t, noise_hat, betas, z, variance):
    beta, now, before = float(betas[t - 1]), _left(betas, t), _left(betas, t - 1)
    data = (x_t - sqrt(1.0 - now) * noise_hat) / sqrt(now)
    on_data = sqrt(before) * beta / (1.0 - now)
    on_noisy = sqrt(1.0 - beta) * (1.0 - before) / (1.0 - now)
    mean = on_data * data + on_noisy * x_t
    if t == 1:
        return mean
    spread = {"large": beta, "small": beta * (1.0 - before) / (1.0 - now)}[variance]
    return mean + sqrt(spread) * z
