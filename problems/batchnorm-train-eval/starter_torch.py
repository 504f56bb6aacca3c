import torch


def batchnorm_train_eval(batches, x, gamma, beta, momentum, eps):
    """Return the outputs of all batches in training mode, and that of x in evaluation mode."""
    return torch.zeros_like(batches), torch.zeros_like(x)
