import torch


def softmax(x, dim):
    rows = x.movedim(dim, -1)
    highest = torch.max(rows.detach(), dim=-1).values
    e = (rows - highest[..., None]).exp()
    return torch.div(e, e.sum(-1)[..., None]).movedim(-1, dim)
