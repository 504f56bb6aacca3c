"""The loss one number at a time: pixels by the distance to the surer side, the KL term by entropies."""

from math import exp, fsum, log1p

import numpy as np


def _pixel(a, x):
    """Return the cross-entropy of one pixel: what the sure answer costs, plus what doubt is left."""
    sure = (1.0 - x) * a if a > 0 else -x * a
    return sure + log1p(exp(-abs(a)))


def _divergence(m, s):
    """Return the cross-entropy of q with the prior minus the entropy of q, without their common part."""
    return (exp(s) + m * m) / 2.0 - (s + 1.0) / 2.0


def vae_loss(logits, x, mu, logvar):
    pixels = [_pixel(a, t) for a, t in zip(logits.flat, x.flat, strict=True)]
    latents = [_divergence(m, s) for m, s in zip(mu.flat, logvar.flat, strict=True)]
    return fsum(pixels + latents) / len(x)


def vae_loss_backward(upstream, logits, x, mu, logvar):
    share = float(upstream) / len(x)
    chance = 0.5 * (1.0 + np.tanh(logits / 2.0))
    return share * (chance - x), -share * logits, share * mu, share * np.expm1(logvar) / 2.0
