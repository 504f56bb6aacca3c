import torch
from torch.nn import functional as F


def maml_step(theta, x_support, y_support, x_query, y_query, alpha, beta):
    copies = theta.repeat(len(x_support), 1).requires_grad_()
    residual = torch.einsum("bsd,bd->bs", x_support, copies) - y_support
    step = 2 * torch.einsum("bsd,bs->bd", x_support, residual)
    loss = F.mse_loss(torch.einsum("bqd,bd->bq", x_query, copies - alpha * step), y_query)
    loss.backward()
    return theta - beta * copies.grad.sum(0), loss.detach()
