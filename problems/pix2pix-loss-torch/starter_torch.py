import torch


def pix2pix_losses(real_logits, fake_logits, fake, target, lam):
    """Return the loss of the discriminator and the loss of the generator."""
    return fake_logits.mean() - real_logits.mean(), lam * (target - fake).square().mean()
