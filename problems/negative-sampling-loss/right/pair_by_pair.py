import torch


def log_sigmoid(s):
    return torch.minimum(s, torch.zeros_like(s)) - torch.log1p(torch.exp(-s.abs()))


def negative_sampling_loss(w_in, w_out, centers, contexts, negatives):
    losses = []
    for c, o, fakes in zip(centers.tolist(), contexts.tolist(), negatives.tolist()):
        v = w_in[c]
        loss = -log_sigmoid(torch.dot(w_out[o], v))
        for w in fakes:
            loss = loss - log_sigmoid(-torch.dot(w_out[w], v))
        losses.append(loss)
    return torch.stack(losses).mean()
