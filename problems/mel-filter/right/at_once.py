import math

import numpy as np


def mel_filter_bank(n_mels, n_fft, sample_rate, f_min, f_max):
    low, high = (math.log1p(f / 700) for f in (f_min, f_max))
    points = 700 * np.expm1(low + (high - low) * np.arange(n_mels + 2) / (n_mels + 1))
    frequencies = np.fft.rfftfreq(n_fft, 1 / sample_rate)
    slopes = frequencies - points[:, None]
    widths = np.diff(points)[:, None]
    rising, falling = slopes[:-2] / widths[:-1], -slopes[2:] / widths[1:]
    return np.clip(np.minimum(rising, falling), 0, None)
