from torch import nn
from torch.nn import functional as F


class Generator(nn.Module):
    def __init__(self, z_dim, width, channels):
        super().__init__()
        self.project = nn.ConvTranspose2d(z_dim, 2 * width, 4, bias=False)
        self.norm1 = nn.BatchNorm2d(2 * width)
        self.up = nn.ConvTranspose2d(2 * width, width, 4, stride=2, bias=False)
        self.norm2 = nn.BatchNorm2d(width)
        self.out = nn.ConvTranspose2d(width, channels, 4, stride=2)

    def forward(self, z):
        x = F.relu(self.norm1(self.project(z[:, :, None, None])))
        x = F.relu(self.norm2(self.up(x)))
        return self.out(x).tanh()
