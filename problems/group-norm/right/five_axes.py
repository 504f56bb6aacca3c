import torch


def group_norm(x, groups, gamma, beta, eps):
    five = x.unflatten(1, (groups, -1))
    size = x.numel() // (len(x) * groups)
    centred = five - five.sum(dim=(2, 3, 4), keepdim=True) / size
    squares = centred.square().sum(dim=(2, 3, 4), keepdim=True) / size
    scale = gamma.reshape(groups, -1, 1, 1) / (squares + eps).sqrt()
    return (centred * scale + beta.reshape(groups, -1, 1, 1)).flatten(1, 2)
