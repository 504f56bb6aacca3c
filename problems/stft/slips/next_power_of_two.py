import numpy as np


def stft(signal, window, hop):
    starts = np.arange(0, len(signal) - len(window) + 1, hop)
    frames = signal[starts[:, None] + np.arange(len(window))]
    spectrum = np.fft.rfft(frames * window, n=1 << (len(window) - 1).bit_length(), axis=1)
    return spectrum.real.astype(signal.dtype), spectrum.imag.astype(signal.dtype)
