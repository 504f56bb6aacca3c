import numpy as np


def col2im(col, shape, kernel_h, kernel_w, stride, padding):
    n, c, h, w = shape
    board = np.zeros((n, c, h + 2 * padding, w + 2 * padding), dtype=col.dtype)
    row = 0
    for image in board:
        for top in range(0, h + 2 * padding - kernel_h + 1, stride):
            for left in range(0, w + 2 * padding - kernel_w + 1, stride):
                window = col[row].reshape(c, kernel_h, kernel_w)
                image[:, top : top + kernel_h, left : left + kernel_w] += window
                row += 1
    return board[:, :, padding:, padding:][:, :, :h, :w]
