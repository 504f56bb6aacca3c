import torch


def gan_losses(real_logits, fake_logits, smooth):
    d_real, d_fake = torch.sigmoid(real_logits), torch.sigmoid(fake_logits)
    d = -(smooth * torch.log(d_real) + (1 - smooth) * torch.log(1 - d_real)).mean() - torch.log(1 - d_fake).mean()
    return d, -torch.log(d_fake).mean()
