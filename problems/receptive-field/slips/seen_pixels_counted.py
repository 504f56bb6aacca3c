import numpy as np


def receptive_field(layers):
    sizes, jumps, seen, jump = [], [], {0}, 1
    for kernel, stride, dilation in layers:
        seen = {place + tap * dilation * jump for place in seen for tap in range(kernel)}
        jump *= stride
        sizes.append(len(seen))
        jumps.append(jump)
    return np.array(sizes), np.array(jumps)
