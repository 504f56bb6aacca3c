from torch.nn import functional as F


def huber_loss(pred, target, delta):
    return F.huber_loss(pred, target, delta=delta)
