import torch
import torch.nn.functional as F


def depthwise_separable_conv(x, depthwise, pointwise, bias, stride, padding):
    c, kernel_h, kernel_w = depthwise.shape
    padded = F.pad(x, (padding, padding, padding, padding))
    out_h = padded.shape[2] - kernel_h + 1
    out_w = padded.shape[3] - kernel_w + 1
    parts = []
    for i in range(kernel_h):
        for j in range(kernel_w):
            seen = padded[:, :, i : i + out_h, j : j + out_w][:, :, ::stride, ::stride]
            parts.append(seen * depthwise[:, i, j].reshape(c, 1, 1))
    hidden = torch.stack(parts).sum(0)
    return torch.tensordot(hidden, pointwise, dims=([1], [1])).movedim(-1, 1) + bias.reshape(-1, 1, 1)
