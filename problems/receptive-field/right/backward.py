import numpy as np


def receptive_field(layers):
    sizes = []
    for depth in range(1, len(layers) + 1):
        size = 1
        for kernel, stride, dilation in layers[:depth][::-1]:
            size = (size - 1) * stride + (kernel - 1) * dilation + 1
        sizes.append(size)
    return np.array(sizes), np.cumprod([stride for _, stride, _ in layers])
