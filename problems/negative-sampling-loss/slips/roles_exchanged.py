import torch
from torch.nn import functional as F


def negative_sampling_loss(w_in, w_out, centers, contexts, negatives):
    h = F.embedding(contexts, w_in)
    words = torch.cat([centers[:, None], negatives], dim=1)
    scores = torch.bmm(F.embedding(words, w_out), h.unsqueeze(2))
    total = F.softplus(scores).sum() - scores[:, 0].sum()
    return total / len(centers)
