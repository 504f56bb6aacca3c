from torch.nn import functional as F


def pix2pix_losses(real_logits, fake_logits, fake, target, lam):
    d_loss = ((real_logits - 1).square().mean() + fake_logits.square().mean()) / 2
    g_loss = (fake_logits - 1).square().mean() + lam * (target - fake).abs().mean()
    return d_loss, g_loss
