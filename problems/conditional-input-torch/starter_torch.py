import torch


def conditional_inputs(z, labels, images, classes):
    """Return the inputs of the generator and of the discriminator, with the labels added."""
    empty = torch.zeros(len(z), classes, dtype=z.dtype)
    return torch.cat([z, empty], dim=1), images
