import torch


def conditional_inputs(z, labels, images, classes):
    chosen = labels.unsqueeze(1) == torch.arange(classes, device=labels.device)
    ones = torch.ones_like(images[:, :1])
    planes = torch.einsum("nk,nchw->nkhw", chosen.to(z.dtype), ones)
    return torch.hstack((z, chosen)), torch.hstack((images, planes))
