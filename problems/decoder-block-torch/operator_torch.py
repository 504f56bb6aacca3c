import torch
from torch import nn
from torch.nn import functional as F


class DecoderBlock(nn.Module):
    def __init__(self, d_model, heads, d_ff):
        super().__init__()
        self.heads = heads
        self.self_q = nn.Linear(d_model, d_model)
        self.self_k = nn.Linear(d_model, d_model)
        self.self_v = nn.Linear(d_model, d_model)
        self.self_out = nn.Linear(d_model, d_model)
        self.cross_q = nn.Linear(d_model, d_model)
        self.cross_k = nn.Linear(d_model, d_model)
        self.cross_v = nn.Linear(d_model, d_model)
        self.cross_out = nn.Linear(d_model, d_model)
        self.ff1 = nn.Linear(d_model, d_ff)
        self.ff2 = nn.Linear(d_ff, d_model)
        self.norm1 = nn.LayerNorm(d_model)
        self.norm2 = nn.LayerNorm(d_model)
        self.norm3 = nn.LayerNorm(d_model)

    def attend(self, q, k, v, mask, causal):
        q, k, v = (a.unflatten(-1, (self.heads, -1)).transpose(1, 2) for a in (q, k, v))
        out = F.scaled_dot_product_attention(q, k, v, mask, is_causal=causal)
        return out.transpose(1, 2).flatten(2)

    def forward(self, x, memory, real=None):
        own = self.attend(self.self_q(x), self.self_k(x), self.self_v(x), None, True)
        y = self.norm1(x + self.self_out(own))
        mask = None if real is None else real[:, None, None]
        other = self.attend(self.cross_q(y), self.cross_k(memory), self.cross_v(memory), mask, False)
        u = self.norm2(y + self.cross_out(other))
        return self.norm3(u + self.ff2(torch.relu(self.ff1(u))))
