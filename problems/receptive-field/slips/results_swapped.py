import numpy as np


def receptive_field(layers):
    size, jump = 1, 1
    sizes, jumps = [], []
    for kernel, stride, dilation in layers:
        size += (kernel - 1) * dilation * jump
        jump *= stride
        sizes.append(size)
        jumps.append(jump)
    return np.array(jumps), np.array(sizes)
