import torch
import torch.nn.functional as F
from torch import nn


class DenseBlock(nn.Module):
    def __init__(self, in_channels, growth, layers):
        super().__init__()
        self.norms = nn.ModuleList()
        self.convs = nn.ModuleList()
        for _ in range(layers):
            self.norms.append(nn.BatchNorm2d(in_channels))
            self.convs.append(nn.Conv2d(in_channels, growth, kernel_size=3, padding="same", bias=False))
            in_channels += growth

    def forward(self, x):
        maps = [x]
        for i in range(len(self.convs)):
            seen = self.norms[i](torch.cat(maps, 1))
            maps.append(self.convs[i](F.relu(seen)))
        return torch.cat(maps, 1)
