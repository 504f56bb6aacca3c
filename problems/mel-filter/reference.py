"""The weights one by one: which side of its filter's peak a component lies on. Points are equal ratios of 700 + f."""

import numpy as np


def mel_filter_bank(n_mels, n_fft, sample_rate, f_min, f_max):
    ratio = ((700.0 + f_max) / (700.0 + f_min)) ** (1.0 / (n_mels + 1))
    points = [(700.0 + f_min) * ratio**i - 700.0 for i in range(n_mels + 2)]
    bank = np.zeros((n_mels, n_fft // 2 + 1))
    for row in range(n_mels):
        left, peak, right = points[row : row + 3]
        for k in range(bank.shape[1]):
            f = k * sample_rate / n_fft
            if left < f < right:
                end = left if f < peak else right
                bank[row, k] = (f - end) / (peak - end)
    return bank
