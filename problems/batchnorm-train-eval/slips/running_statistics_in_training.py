import torch


def batchnorm_train_eval(batches, x, gamma, beta, momentum, eps):
    n = batches.shape[1]
    r = torch.zeros_like(gamma)
    v = torch.ones_like(gamma)
    outputs = []
    for batch in batches:
        with torch.no_grad():
            r = (1 - momentum) * r + momentum * batch.mean(dim=0)
            v = (1 - momentum) * v + momentum * batch.var(dim=0, correction=0) * n / (n - 1)
        outputs.append(gamma * (batch - r) / torch.sqrt(v + eps) + beta)
    test = gamma * (x - r) / torch.sqrt(v + eps) + beta
    return torch.stack(outputs), test
