"""Both losses logit by logit, from how much each costs on the two sides."""

from math import exp, fsum, log1p

import numpy as np


def _costs(logits):
    """Return for each logit what it costs where 1 is right, and where 0 is right."""
    rests = [log1p(exp(-abs(a))) for a in logits]
    return [(rest + max(-a, 0.0), rest + max(a, 0.0)) for a, rest in zip(logits, rests, strict=True)]


def gan_losses(real_logits, fake_logits, smooth):
    real, fake = _costs(real_logits.tolist()), _costs(fake_logits.tolist())
    mixed = fsum(smooth * one + (1.0 - smooth) * zero for one, zero in real) / len(real)
    caught = fsum(zero for _, zero in fake) / len(fake)
    return mixed + caught, fsum(one for one, _ in fake) / len(fake)


def gan_losses_backward(upstream, real_logits, fake_logits, smooth):
    of_d, of_g = (float(up) for up in upstream)
    real, fake = (0.5 * (1.0 + np.tanh(a / 2.0)) for a in (real_logits, fake_logits))
    d_fake = of_d * fake - of_g * (1.0 - fake)
    return of_d * (real - smooth) / len(real), d_fake / len(fake), None
