import torch
from torch.nn import functional as F


def negative_sampling_loss(w_in, w_out, centers, contexts, negatives):
    h = F.embedding(centers, w_in)
    words = torch.cat([contexts[:, None], negatives], dim=1)
    u = torch.cat([F.embedding(contexts[:, None], w_out).detach(), F.embedding(negatives, w_out)], dim=1)
    scores = torch.bmm(u, h.unsqueeze(2))
    total = F.softplus(scores).sum() - scores[:, 0].sum()
    return total / len(centers)
