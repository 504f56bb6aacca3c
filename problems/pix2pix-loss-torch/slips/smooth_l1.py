from torch.nn import functional as F


def pix2pix_losses(real_logits, fake_logits, fake, target, lam):
    d_loss = (F.softplus(-real_logits).mean() + F.softplus(fake_logits).mean()) / 2
    g_loss = F.softplus(-fake_logits).mean() + lam * F.smooth_l1_loss(fake, target)
    return d_loss, g_loss
