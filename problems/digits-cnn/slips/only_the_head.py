import numpy as np
from conv2d import conv2d
from maxpool2d import maxpool2d
from momentum_step import momentum_step


def train_cnn(images, labels, conv_w, conv_b, fc_w, fc_b, batches):
    params, velocities = [conv_w, conv_b, fc_w, fc_b], None
    for batch in batches:
        grads = gradients(images[batch], labels[batch], *params)
        params, velocities = momentum_step(params, grads, velocities, 0.05, 0.9)
    return tuple(params)


def gradients(x, t, conv_w, conv_b, fc_w, fc_b):
    n, _, h, w = x.shape
    z = conv2d(x, conv_w, conv_b, 1, 1)
    a = np.maximum(z, 0)
    pooled, _ = maxpool2d(a, np.zeros((n, len(conv_w), h // 2, w // 2)), 2, 2, 0)
    flat = pooled.reshape(n, -1)
    logits = flat @ fc_w + fc_b
    p = np.exp(logits - logits.max(axis=1, keepdims=True))
    p /= p.sum(axis=1, keepdims=True)
    p[np.arange(n), t] -= 1
    p /= n
    return [np.zeros_like(conv_w), np.zeros_like(conv_b), flat.T @ p, p.sum(axis=0)]
