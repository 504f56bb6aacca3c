import numpy as np


def stft(signal, window, hop):
    starts = np.arange(0, len(signal) - len(window) + 1, hop)
    frames = signal[starts[:, None] + np.arange(len(window))]
    spectrum = np.fft.rfft(frames * window, axis=1)
    return (spectrum.real**2).astype(signal.dtype), (spectrum.imag**2).astype(signal.dtype)
