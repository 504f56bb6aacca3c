import torch
from torch import nn


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

    def split(self, x):
        b, t, d = x.shape
        return x.view(b, t, self.heads, d // self.heads).transpose(1, 2)

    def attend(self, q, k, v, mask):
        q, k, v = self.split(q), self.split(k), self.split(v)
        scores = q @ k.transpose(-2, -1) / q.shape[-1] ** 0.5
        if mask is not None:
            scores = scores.masked_fill(~mask, float("-inf"))
        out = (torch.softmax(scores, dim=-1) @ v).transpose(1, 2)
        return out.reshape(out.shape[0], out.shape[1], -1)

    def forward(self, x, memory, real=None):
        n = x.shape[1]
        causal = torch.ones(n, n, dtype=torch.bool, device=x.device).tril()
        own = self.attend(self.self_q(x), self.self_k(x), self.self_v(x), causal)
        y = self.norm1(x + self.self_out(own))
        mask = None if real is None else real[:, None, None, :]
        other = self.attend(self.cross_q(memory), self.cross_k(y), self.cross_v(y), None)
        other = other[:, torch.arange(n, device=x.device) % other.shape[1]]
        u = self.norm2(y + self.cross_out(other))
        return self.norm3(u + self.ff2(torch.relu(self.ff1(u))))
