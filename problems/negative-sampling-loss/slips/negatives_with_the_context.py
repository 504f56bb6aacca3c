import torch.nn.functional as F


def negative_sampling_loss(w_in, w_out, centers, contexts, negatives):
    v, u = w_in[centers], w_out[contexts]
    pos = F.logsigmoid((u * v).sum(1))
    neg = F.logsigmoid(-(w_out[negatives] * u[:, None]).sum(2)).sum(1)
    return -(pos + neg).mean()
