import torch
from torch.nn import functional as F


def negative_sampling_loss(w_in, w_out, centers, contexts, negatives):
    h = F.embedding(centers, w_in)
    words = torch.cat([contexts[:, None], negatives], dim=1)
    scores = torch.bmm(F.embedding(words, w_out), h.unsqueeze(2))
    total = -F.logsigmoid(scores[:, 0]).sum() - torch.log(1 - torch.sigmoid(scores[:, 1:])).sum()
    return total / len(centers)
