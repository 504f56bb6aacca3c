import torch


def gan_losses(real_logits, fake_logits, smooth):
    e = 1e-8
    p, q = torch.sigmoid(real_logits), torch.sigmoid(fake_logits)
    d = -(smooth * torch.log(p + e) + (1 - smooth) * torch.log(1 - p + e)).mean() - torch.log(1 - q + e).mean()
    return d, -torch.log(q + e).mean()
