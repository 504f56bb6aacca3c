import torch


def attention(q, k, v, mask=None, causal=False):
    n, m = q.shape[-2], k.shape[-2]
    scores = q @ k.transpose(-2, -1) / q.shape[-1] ** 0.5
    seen = torch.ones(n, m, dtype=torch.bool, device=q.device)
    if causal:
        seen = seen.tril(-1)
    if mask is not None:
        seen = seen & mask
    lowest = torch.finfo(scores.dtype).min
    weights = torch.softmax(scores.masked_fill(~seen, lowest), dim=-1)
    return weights.masked_fill(~seen, 0) @ v
