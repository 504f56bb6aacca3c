import numpy as np


def stft(signal, window, hop):
    width = len(window)
    count = max(0, (len(signal) - width) // hop + 1)
    frames = np.zeros((count, width), dtype=signal.dtype)
    for m in range(count):
        frames[m] = signal[m * hop : m * hop + width] * window
    angles = 2 * np.pi / width * np.outer(np.arange(width), np.arange(width // 2 + 1))
    return frames @ np.cos(angles).astype(signal.dtype), frames @ -np.sin(angles).astype(signal.dtype)
