import math

import torch


def gelu(x):
    upper = torch.special.erfc(x / math.sqrt(2))
    return x - x * upper / 2
