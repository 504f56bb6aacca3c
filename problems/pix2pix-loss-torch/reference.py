"""Both losses patch by patch and pixel by pixel."""

from math import exp, fsum, log1p

import numpy as np


def _cost(logits, sign):
    """Return the mean of -log sigmoid(sign * a)."""
    costs = [log1p(exp(-abs(a))) + max(0.0, -sign * a) for a in logits.ravel().tolist()]
    return fsum(costs) / len(costs)


def pix2pix_losses(real_logits, fake_logits, fake, target, lam):
    pairs = zip(target.ravel().tolist(), fake.ravel().tolist(), strict=True)
    distance = fsum(max(y, g) - min(y, g) for y, g in pairs) / target.size
    caught = _cost(fake_logits, -1.0)
    return (_cost(real_logits, 1.0) + caught) / 2.0, _cost(fake_logits, 1.0) + lam * distance


def pix2pix_losses_backward(upstream, real_logits, fake_logits, fake, target, lam):
    of_d, of_g = (float(up) for up in upstream)
    real, false = (0.5 * (1.0 + np.tanh(a / 2.0)) for a in (real_logits, fake_logits))
    d_fake_logits = (of_d * false / 2.0 - of_g * (1.0 - false)) / false.size
    d_fake = of_g * lam * np.sign(fake - target) / fake.size
    return -of_d * (1.0 - real) / (2.0 * real.size), d_fake_logits, d_fake, -d_fake, None
