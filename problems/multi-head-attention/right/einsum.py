import torch
from torch import nn


class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, heads):
        super().__init__()
        self.heads = heads
        self.q_proj = nn.Linear(d_model, d_model)
        self.k_proj = nn.Linear(d_model, d_model)
        self.v_proj = nn.Linear(d_model, d_model)
        self.out_proj = nn.Linear(d_model, d_model)

    def forward(self, query, key, value, mask=None):
        q, k, v = (
            layer(x).unflatten(-1, (self.heads, -1))
            for layer, x in ((self.q_proj, query), (self.k_proj, key), (self.v_proj, value))
        )
        scores = torch.einsum("bnhd,bmhd->bhnm", q, k) * q.size(-1) ** -0.5
        if mask is not None:
            scores = torch.where(mask[:, None], scores, torch.finfo(scores.dtype).min)
        out = torch.einsum("bhnm,bmhd->bnhd", scores.softmax(-1), v)
        return self.out_proj(out.flatten(2))
