import torch
from torch import nn


class DecoderBlock(nn.Module):
    def __init__(self, d_model, heads, d_ff):
        super().__init__()
        self.width = d_model // heads
        for kind in ("self", "cross"):
            for part in ("q", "k", "v", "out"):
                setattr(self, f"{kind}_{part}", nn.Linear(d_model, d_model))
        self.ff1, self.ff2 = nn.Linear(d_model, d_ff), nn.Linear(d_ff, d_model)
        self.norm1, self.norm2, self.norm3 = (nn.LayerNorm(d_model) for _ in range(3))

    def gather(self, kind, x, source, hidden):
        parts = (
            getattr(self, f"{kind}_q")(x),
            getattr(self, f"{kind}_k")(source),
            getattr(self, f"{kind}_v")(source),
        )
        q, k, v = (part.unflatten(-1, (-1, self.width)) for part in parts)
        scores = torch.einsum("bihd,bjhd->bhij", q, k) * self.width**-0.5
        scores = torch.where(hidden, torch.finfo(scores.dtype).min, scores)
        out = torch.einsum("bhij,bjhd->bihd", scores.softmax(-1), v)
        return getattr(self, f"{kind}_out")(out.flatten(2))

    def forward(self, x, memory, real=None):
        places = torch.arange(x.shape[1], device=x.device)
        x = self.norm1(self.gather("self", x, x, places > places[:, None]) + x)
        hidden = torch.tensor(False, device=x.device) if real is None else ~real[:, None, None]
        x = self.norm2(self.gather("cross", x, memory, hidden) + x)
        return self.norm3(self.ff2(self.ff1(x).clamp(min=0)) + x)
