import torch
from torch import nn


class PatchEmbedding(nn.Module):
    def __init__(self, height, width, patch, channels, dim):
        super().__init__()
        self.patch = patch
        count = (height // patch) * (width // patch)
        self.proj = nn.Linear(channels * patch * patch, dim)
        self.cls_token = nn.Parameter(torch.zeros(1, 1, dim))
        self.pos_embed = nn.Parameter(torch.zeros(1, 1 + count, dim))

    def forward(self, x):
        n, c, h, w = x.shape
        s = self.patch
        p = x.reshape(n, c, h // s, s, w // s, s).permute(0, 2, 4, 1, 3, 5)
        tokens = self.proj(p.reshape(n, -1, c * s * s))
        cls = self.cls_token.expand(n, -1, -1)
        return torch.cat([cls + self.pos_embed[:, :1], tokens + self.pos_embed[:, 1:2]], dim=1)
