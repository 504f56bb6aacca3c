import numpy as np


def mel_filter_bank(n_mels, n_fft, sample_rate, f_min, f_max):
    """Return the weights of n_mels triangular filters for each component of the DFT."""
    return np.zeros((n_mels, n_fft // 2 + 1))
