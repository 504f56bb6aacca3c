import numpy as np


def mel_filter_bank(n_mels, n_fft, sample_rate, f_min, f_max):
    mel = lambda f: 2595 * np.log10(1 + f / 700)
    pts = 700 * (10 ** (np.linspace(mel(f_min), mel(f_max), n_mels + 2) / 2595) - 1)
    bins = np.floor((n_fft + 1) * pts / sample_rate).astype(int)
    out = np.zeros((n_mels, n_fft // 2 + 1))
    for m in range(1, n_mels + 1):
        for k in range(bins[m - 1], min(bins[m], n_fft // 2 + 1)):
            out[m - 1, k] = (k - bins[m - 1]) / (bins[m] - bins[m - 1])
        for k in range(bins[m], min(bins[m + 1], n_fft // 2 + 1)):
            out[m - 1, k] = (bins[m + 1] - k) / (bins[m + 1] - bins[m])
    return out
