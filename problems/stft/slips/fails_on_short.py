import numpy as np


def stft(signal, window, hop):
    frames = np.array([signal[s : s + len(window)] for s in range(0, len(signal) - len(window) + 1, hop)])
    spectrum = np.fft.rfft(frames * window, axis=1)
    return spectrum.real.astype(signal.dtype), spectrum.imag.astype(signal.dtype)
