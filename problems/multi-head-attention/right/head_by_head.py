import math

import torch
from torch import nn


class MultiHeadAttention(nn.Module):
    def __init__(self, d_model, heads):
        super().__init__()
        self.width = d_model // heads
        for name in ("q_proj", "k_proj", "v_proj", "out_proj"):
            setattr(self, name, nn.Linear(d_model, d_model))

    def forward(self, query, key, value, mask=None):
        projected = (self.q_proj(query), self.k_proj(key), self.v_proj(value))
        parts = zip(*(x.split(self.width, dim=-1) for x in projected))
        return self.out_proj(torch.cat([self.attend(q, k, v, mask) for q, k, v in parts], dim=-1))

    def attend(self, q, k, v, mask):
        scores = torch.bmm(q, k.mT) / math.sqrt(self.width)
        if mask is not None:
            hidden = torch.zeros_like(scores).masked_fill(mask.logical_not(), -math.inf)
            scores = scores + hidden
        e = (scores - scores.amax(-1, keepdim=True)).exp()
        return torch.bmm(e / e.sum(-1, keepdim=True), v)
