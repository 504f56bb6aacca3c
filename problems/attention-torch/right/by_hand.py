import math

import torch


def attention(q, k, v, mask=None, causal=False):
    scores = torch.einsum("...nd,...md->...nm", q, k) / math.sqrt(q.size(-1))
    hidden = torch.zeros_like(scores, dtype=torch.bool)
    if mask is not None:
        hidden = hidden | ~mask
    if causal:
        rows = torch.arange(q.size(-2), device=q.device)[:, None]
        hidden = hidden | (torch.arange(k.size(-2), device=q.device) > rows)
    scores = scores.masked_fill(hidden, -math.inf)
    highest = scores.amax(dim=-1, keepdim=True)
    e = torch.exp(scores - highest.clamp(min=torch.finfo(q.dtype).min))
    total = e.sum(dim=-1, keepdim=True)
    return torch.einsum("...nm,...me->...ne", e / total.masked_fill(total == 0, 1), v)
