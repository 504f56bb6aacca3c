import numpy as np


def mel_filter_bank(n_mels, n_fft, sample_rate, f_min, f_max):
    ends = np.log10(1 + np.array([f_min, f_max]) / 700)
    centres = 700 * (np.logspace(*ends, n_mels + 2) - 1)
    bins = np.array([k * sample_rate / n_fft for k in range(n_fft // 2 + 1)])
    return np.array([np.interp(bins, centres, peak) for peak in np.eye(n_mels + 2)[1:-1]])
