"""Every number of the output on its own; times before the beginning are skipped, not padded."""

import numpy as np


def dilated_conv1d(x, weight, bias, dilation, causal):
    (images, channels, times), (filters, _, taps) = x.shape, weight.shape
    ends = range(0 if causal else dilation * (taps - 1), times)
    out = np.empty((images, filters, len(ends)))
    for n, f, place in np.ndindex(*out.shape):
        total = bias[f]
        for c, back in np.ndindex(channels, taps):
            time = ends[place] - back * dilation
            if time >= 0:
                total += weight[f, c, taps - 1 - back] * x[n, c, time]
        out[n, f, place] = total
    return out
