import numpy as np


def receptive_field(layers):
    size, jump = 1, 1
    sizes, jumps = [], []
    for kernel, stride, dilation in layers:
        size += (kernel - 1) * dilation * jump
        sizes.append(size)
        jumps.append(jump)
        jump *= stride
    return np.array(sizes), np.array(jumps)
