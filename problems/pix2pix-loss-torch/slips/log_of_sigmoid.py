from torch.nn import functional as F


def pix2pix_losses(real_logits, fake_logits, fake, target, lam):
    real, false = real_logits.sigmoid(), fake_logits.sigmoid()
    d_loss = -(real.log().mean() + (1 - false).log().mean()) / 2
    g_loss = -false.log().mean() + lam * (target - fake).abs().mean()
    return d_loss, g_loss
