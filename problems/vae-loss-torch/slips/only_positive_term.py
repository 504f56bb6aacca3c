from torch.nn import functional as F


def vae_loss(logits, x, mu, logvar):
    rec = -(x * F.logsigmoid(logits)).sum()
    kl = -0.5 * (1 + logvar - mu**2 - logvar.exp()).sum()
    return (rec + kl) / len(x)
