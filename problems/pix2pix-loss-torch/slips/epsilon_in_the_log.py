import torch


def pix2pix_losses(real_logits, fake_logits, fake, target, lam):
    d_loss = (
        -torch.log(torch.sigmoid(real_logits) + 1e-8).mean()
        + -torch.log(1 - torch.sigmoid(fake_logits) + 1e-8).mean()
    ) / 2
    g_loss = -torch.log(torch.sigmoid(fake_logits) + 1e-8).mean() + lam * (target - fake).abs().mean()
    return d_loss, g_loss
