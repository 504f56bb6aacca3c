import numpy as np


def stft(signal, window, hop):
    w = len(window)
    m = -(-max(len(signal) - w, 0) // hop) + 1
    x = np.concatenate([signal, np.zeros((m - 1) * hop + w, dtype=signal.dtype)])
    out = np.array([np.fft.rfft(x[i * hop:i * hop + w] * window) for i in range(m)])
    return out.real.astype(signal.dtype), out.imag.astype(signal.dtype)
