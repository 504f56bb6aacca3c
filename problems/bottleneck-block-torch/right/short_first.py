import torch.nn.functional as F
from torch import nn


class Bottleneck(nn.Module):
    def __init__(self, in_channels, width, stride):
        super().__init__()
        self.conv1, self.bn1 = self.conv(in_channels, width), nn.BatchNorm2d(width)
        self.conv2, self.bn2 = self.conv(width, width, 3, stride), nn.BatchNorm2d(width)
        self.conv3, self.bn3 = self.conv(width, width * 4), nn.BatchNorm2d(width * 4)
        self.changes = stride > 1 or in_channels != width * 4
        if self.changes:
            self.down_conv, self.down_bn = (
                self.conv(in_channels, width * 4, 1, stride),
                nn.BatchNorm2d(width * 4),
            )

    @staticmethod
    def conv(i, o, size=1, stride=1):
        return nn.Conv2d(i, o, size, stride=stride, padding=size // 2, bias=False)

    def forward(self, x):
        short = self.down_bn(self.down_conv(x)) if self.changes else x
        for conv, norm in ((self.conv1, self.bn1), (self.conv2, self.bn2)):
            x = F.relu(norm(conv(x)))
        return F.relu(short + self.bn3(self.conv3(x)))
