import torch
from torch import nn


class DenseBlock(nn.Module):
    def __init__(self, in_channels, growth, layers):
        super().__init__()
        widths = [in_channels + i * growth for i in range(layers)]
        self.norms = nn.ModuleList([nn.BatchNorm2d(width) for width in widths])
        self.convs = nn.ModuleList([nn.Conv2d(width, growth, 3, padding=1, bias=False) for width in widths])

    def forward(self, x):
        features = x
        for norm, conv in zip(self.norms, self.convs):
            new = torch.relu(conv(torch.relu(norm(features))))
            features = torch.cat([features, new], dim=1)
        return features
