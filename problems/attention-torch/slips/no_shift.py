import torch


def attention(q, k, v, mask=None, causal=False):
    n, m = q.shape[-2], k.shape[-2]
    scores = q @ k.transpose(-2, -1) / q.shape[-1] ** 0.5
    seen = torch.ones(n, m, dtype=torch.bool, device=q.device)
    if causal:
        seen = seen.tril()
    if mask is not None:
        seen = seen & mask
    e = torch.exp(scores) * seen
    total = e.sum(dim=-1, keepdim=True)
    return e / torch.where(total == 0, 1, total) @ v
