from torch.nn import functional as F


def gelu(x):
    return F.gelu(x)
