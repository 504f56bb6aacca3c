import torch
from torch import nn


class Generator(nn.Module):
    def __init__(self, z_dim, width, channels):
        super().__init__()
        double = {"kernel_size": 4, "stride": 2, "padding": 1}
        layers = {
            "project": nn.ConvTranspose2d(z_dim, width * 2, kernel_size=4, bias=False),
            "norm1": nn.BatchNorm2d(width * 2),
            "relu1": nn.ReLU(),
            "up": nn.ConvTranspose2d(width * 2, width, bias=False, **double),
            "norm2": nn.BatchNorm2d(width),
            "relu2": nn.ReLU(),
            "out": nn.ConvTranspose2d(width, channels, **double),
        }
        self.order = list(layers)
        for name, layer in layers.items():
            self.add_module(name, layer)

    def forward(self, z):
        x = z[..., None, None]
        for name in self.order:
            x = self.get_submodule(name)(x)
        return torch.tanh(x)
