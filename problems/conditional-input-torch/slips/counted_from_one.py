import torch
from torch.nn import functional as F


def conditional_inputs(z, labels, images, classes):
    one_hot = F.one_hot((labels - 1) % classes, classes).to(z.dtype)
    planes = one_hot[:, :, None, None].expand(-1, -1, *images.shape[2:])
    return torch.cat([z, one_hot], dim=1), torch.cat([images, planes], dim=1)
