from torch.nn import functional as F


def gan_losses(real_logits, fake_logits, smooth):
    real = F.softplus(real_logits) - smooth * real_logits
    d_loss = real.mean() + F.softplus(fake_logits).mean()
    return d_loss, F.softplus(-fake_logits).mean()
