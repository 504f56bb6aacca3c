import numpy as np


def to_mel(f):
    return 2595 * np.log10(1 + f / 700)


def mel_filter_bank(n_mels, n_fft, sample_rate, f_min, f_max):
    mels = np.linspace(to_mel(f_min), to_mel(f_max), n_mels + 2)
    c = 700 * (10 ** (mels / 2595) - 1)
    f = np.arange(n_fft // 2 + 1) * sample_rate / n_fft
    bank = np.zeros((n_mels, len(f)))
    for i in range(1, n_mels + 1):
        up = (f - c[i - 1]) / (c[i] - c[i - 1])
        down = (c[i + 1] - f) / (c[i + 1] - c[i])
        bank[i - 1] = np.maximum(0, np.maximum(up, down))
    return bank
