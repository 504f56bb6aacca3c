import numpy as np
from conv2d import conv2d
from conv2d_backward import conv2d_backward
from maxpool2d import maxpool2d
from momentum_step import momentum_step


def train_cnn(images, labels, conv_w, conv_b, fc_w, fc_b, batches):
    params, velocities = [conv_w, conv_b, fc_w, fc_b], None
    for _ in batches:
        grads = gradients(images[batches[0]], labels[batches[0]], *params)
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
    _, da = maxpool2d(a, (p @ fc_w.T).reshape(pooled.shape), 2, 2, 0)
    _, dconv_w, dconv_b = conv2d_backward(da * (z > 0), x, conv_w, 1, 1)
    return [dconv_w, dconv_b, flat.T @ p, p.sum(axis=0)]
