import torch
from torch.nn import functional as F


def attention(q, k, v, mask=None, causal=False):
    if not causal:
        return F.scaled_dot_product_attention(q, k, v, mask)
    seen = torch.ones(q.size(-2), k.size(-2), dtype=torch.bool, device=q.device).tril()
    return F.scaled_dot_product_attention(q, k, v, seen if mask is None else seen & mask)
