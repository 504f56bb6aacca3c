import math

from torch.nn import functional as F


def ddpm_loss(x0, t, noise, betas, weight, embedding):
    total = 0
    for x, step, e in zip(x0, t.tolist(), noise):
        bar = math.prod(1 - beta for beta in betas[:step])
        predicted = F.linear(math.sqrt(bar) * x + math.sqrt(1 - bar) * e, weight, embedding[step - 1])
        total = total + F.mse_loss(predicted, e)
    return total / len(x0)
