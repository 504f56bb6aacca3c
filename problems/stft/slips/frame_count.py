import numpy as np


def stft(signal, window, hop):
    w = len(window)
    m = max(0, (len(signal) - w) // hop)
    out = np.zeros((m, w // 2 + 1), dtype=complex)
    for i in range(m):
        out[i] = np.fft.rfft(signal[i * hop:i * hop + w] * window)
    return out.real.astype(signal.dtype), out.imag.astype(signal.dtype)
