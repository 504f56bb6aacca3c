import torch


def gan_losses(real_logits, fake_logits, smooth):
    """Return the loss of the discriminator and the non-saturating loss of the generator."""
    return fake_logits.mean() - real_logits.mean(), -fake_logits.mean()
