import numpy as np


def stft(signal, window, hop):
    starts = np.arange(0, max(0, (len(signal) - len(window)) // hop + 1) if len(signal) >= len(window) else 0)
    frames = signal[starts[:, None] + np.arange(len(window))]
    spectrum = np.fft.rfft(frames * window, axis=1)
    return spectrum.real.astype(signal.dtype), spectrum.imag.astype(signal.dtype)
