import torch
import torch.nn.functional as F
from torch import nn


class PatchEmbedding(nn.Module):
    def __init__(self, height, width, patch, channels, dim):
        super().__init__()
        self.kernel = (dim, channels, patch, patch)
        self.proj = nn.Linear(channels * patch**2, dim)
        self.cls_token = nn.Parameter(torch.randn(1, 1, dim))
        self.pos_embed = nn.Parameter(torch.randn(1, 1 + height * width // patch**2, dim))

    def forward(self, x):
        out = F.conv2d(x, self.proj.weight.reshape(self.kernel), self.proj.bias, stride=self.kernel[-1])
        tokens = out.flatten(2).transpose(1, 2) + self.pos_embed[:, 1:]
        first = (self.cls_token + self.pos_embed[:, :1]).repeat(len(x), 1, 1)
        return torch.cat((first, tokens), 1)
