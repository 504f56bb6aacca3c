from torch.nn import functional as F


def vae_loss(logits, x, mu, logvar):
    p = logits.sigmoid().clamp(1e-7, 1 - 1e-7)
    rec = -(x * p.log() + (1 - x) * (1 - p).log()).sum()
    kl = -0.5 * (1 + logvar - mu**2 - logvar.exp()).sum()
    return (rec + kl) / len(x)
