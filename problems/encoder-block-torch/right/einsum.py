import torch
from torch import nn


class EncoderBlock(nn.Module):
    def __init__(self, d_model, heads, d_ff):
        super().__init__()
        self.width = d_model // heads
        for name in ("q_proj", "k_proj", "v_proj", "out_proj"):
            setattr(self, name, nn.Linear(d_model, d_model))
        self.norm1, self.norm2 = nn.LayerNorm(d_model), nn.LayerNorm(d_model)
        self.ff1, self.ff2 = nn.Linear(d_model, d_ff), nn.Linear(d_ff, d_model)

    def forward(self, x, real=None):
        queries = self.q_proj(x).mul(self.width**-0.5).split(self.width, dim=-1)
        keys, values = (layer(x).split(self.width, dim=-1) for layer in (self.k_proj, self.v_proj))
        heads = []
        for q, k, v in zip(queries, keys, values):
            scores = torch.einsum("bid,bjd->bij", q, k)
            if real is not None:
                scores = torch.where(real.unsqueeze(1), scores, torch.finfo(scores.dtype).min)
            heads.append(torch.einsum("bij,bjd->bid", scores.softmax(-1), v))
        x = self.norm1(self.out_proj(torch.cat(heads, dim=-1)) + x)
        inner = self.ff1(x).clamp(min=0)
        return self.norm2(self.ff2(inner).add(x))
