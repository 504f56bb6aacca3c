import torch
import torch.nn.functional as F
from torch import nn


class UpStep(nn.Module):
    def __init__(self, in_channels, skip_channels, out_channels):
        super().__init__()
        self.up = nn.ConvTranspose2d(in_channels, out_channels, 2, stride=2)
        self.conv = nn.Conv2d(skip_channels + out_channels, out_channels, 3, padding=1)

    def forward(self, x, skip):
        u = self.up(x)
        down, right = skip.shape[2] - u.shape[2], skip.shape[3] - u.shape[3]
        u = F.pad(u, (0, right, 0, down))
        return torch.relu(self.conv(torch.cat([torch.relu(skip), u], dim=1)))
