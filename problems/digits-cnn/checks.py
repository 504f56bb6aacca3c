import numpy as np
from cases import digits

BOUND = 0.45
"""Of the loss on pictures never trained on. Right programs reach 0.16 to 0.29;
where the convolution does not learn it stays at 0.6 or more."""


def held_out_loss(args, output):
    images, labels = digits(np.random.default_rng(2026), 1000)
    conv_w, conv_b, fc_w, fc_b = (np.asarray(part, dtype=np.float64) for part in output)
    padded = np.pad(images[:, 0], ((0, 0), (1, 1), (1, 1)))
    size = images.shape[-1]
    seen = np.stack([padded[:, i : i + size, j : j + size] for i in range(3) for j in range(3)], axis=-1)
    active = np.maximum(seen @ conv_w.reshape(len(conv_w), 9).T + conv_b, 0.0)
    halves = active.reshape(len(images), size // 2, 2, size // 2, 2, -1).max(axis=(2, 4))
    logits = halves.transpose(0, 3, 1, 2).reshape(len(images), -1) @ fc_w + fc_b
    top = logits.max(axis=1, keepdims=True)
    log_total = np.log(np.exp(logits - top).sum(axis=1)) + top[:, 0]
    return bool(np.mean(log_total - logits[np.arange(len(labels)), labels]) < BOUND)
