import torch
from torch.nn import functional as F


def conditional_inputs(z, labels, images, classes):
    one_hot = F.one_hot(labels, classes).to(z.dtype)
    planes = F.pad(one_hot[:, :, None, None], (0, images.shape[3] - 1, 0, images.shape[2] - 1))
    return torch.cat([z, one_hot], dim=1), torch.cat([images, planes], dim=1)
