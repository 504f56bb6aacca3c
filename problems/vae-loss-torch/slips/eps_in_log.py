from torch.nn import functional as F


def vae_loss(logits, x, mu, logvar):
    p = logits.sigmoid()
    rec = -(x * (p + 1e-8).log() + (1 - x) * (1 - p + 1e-8).log()).sum()
    kl = -0.5 * (1 + logvar - mu**2 - logvar.exp()).sum()
    return (rec + kl) / len(x)
