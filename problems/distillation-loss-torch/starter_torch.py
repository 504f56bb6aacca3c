import torch


def distillation_loss(student, teacher, labels, temperature, alpha):
    """Return the weighted sum of the softened loss and the loss with the labels."""
    return torch.zeros((), dtype=student.dtype)
