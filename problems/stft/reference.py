"""The sums of the definition, one number of the result at a time."""

from math import cos, fsum, pi, sin

import numpy as np


def stft(signal, window, hop):
    width, rows = len(window), []
    values, weights = signal.tolist(), window.tolist()
    turns = [2.0 * pi * j / width for j in range(width)]
    circle = [(cos(turn), -sin(turn)) for turn in turns]
    start = 0
    while start + width <= len(values):
        frame = [values[start + n] * weights[n] for n in range(width)]
        rows.append(
            [
                [fsum(v * circle[k * n % width][part] for n, v in enumerate(frame)) for part in (0, 1)]
                for k in range(width // 2 + 1)
            ]
        )
        start += hop
    out = np.array(rows).reshape(len(rows), width // 2 + 1, 2)
    return out[:, :, 0], out[:, :, 1]
