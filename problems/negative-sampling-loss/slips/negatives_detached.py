import torch
from torch.nn import functional as F


def negative_sampling_loss(w_in, w_out, centers, contexts, negatives):
    v = w_in[centers]
    positive = torch.einsum("nd,nd->n", w_out[contexts], v)
    negative = torch.einsum("nkd,nd->nk", w_out[negatives].detach(), v)
    each = F.logsigmoid(positive) + F.logsigmoid(-negative).sum(dim=1)
    return -each.mean()
