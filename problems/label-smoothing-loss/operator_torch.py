from torch.nn import functional as F


def label_smoothing_loss(logits, labels, smoothing):
    return F.cross_entropy(logits, labels, label_smoothing=smoothing)
