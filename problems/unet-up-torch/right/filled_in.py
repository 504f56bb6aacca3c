from torch import nn


class UpStep(nn.Module):
    def __init__(self, in_channels, skip_channels, out_channels):
        super().__init__()
        self.up = nn.ConvTranspose2d(in_channels, out_channels, kernel_size=(2, 2), stride=(2, 2))
        self.conv = nn.Conv2d(out_channels + skip_channels, out_channels, kernel_size=3, padding="same")

    def forward(self, x, skip):
        n, channels, height, width = skip.shape
        up = self.up(x)
        joined = skip.new_zeros(n, channels + up.shape[1], height, width)
        joined[:, :channels] = skip
        joined[:, channels:, : up.shape[2], : up.shape[3]] = up
        return self.conv(joined).clamp(min=0)
