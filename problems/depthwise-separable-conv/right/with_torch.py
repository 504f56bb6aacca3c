import torch
import torch.nn.functional as F


def depthwise_separable_conv(x, depthwise, pointwise, bias, stride, padding):
    padded = F.pad(x, (padding,) * 4)
    _, kernel_h, kernel_w = depthwise.shape
    rows = []
    for top in range(0, padded.shape[2] - kernel_h + 1, stride):
        row = []
        for left in range(0, padded.shape[3] - kernel_w + 1, stride):
            window = padded[:, :, top : top + kernel_h, left : left + kernel_w]
            hidden = (window * depthwise).sum(dim=(2, 3))
            row.append(hidden @ pointwise.T + bias)
        rows.append(torch.stack(row, dim=-1))
    return torch.stack(rows, dim=2)
