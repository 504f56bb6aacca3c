from torch.nn import functional as F


def vae_loss(logits, x, mu, logvar):
    rec = F.binary_cross_entropy_with_logits(logits, x, reduction="sum")
    kl = -0.5 * (1 + 2 * logvar - mu**2 - logvar.exp()).sum()
    return (rec + kl) / len(x)
