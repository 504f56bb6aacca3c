from torch.nn import functional as F


def sigmoid_bce(logits, targets):
    return F.binary_cross_entropy_with_logits(logits, targets)
