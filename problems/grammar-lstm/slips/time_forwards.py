import numpy as np
from adam_step import adam_step
from lstm_cell import lstm_cell
from lstm_cell_backward import lstm_cell_backward


def train_lstm(tokens, w_x, w_h, bias, out_w, out_b, batches):
    params = [w_x, w_h, bias, out_w, out_b]
    means = [np.zeros_like(param) for param in params]
    squares = [np.zeros_like(param) for param in params]
    for number, batch in enumerate(batches, start=1):
        grads = gradients(tokens[batch], *params)
        for k, grad in enumerate(grads):
            moments = means[k], squares[k]
            params[k], means[k], squares[k] = adam_step(
                params[k], grad, *moments, number, 0.03, 0.9, 0.999, 1e-8
            )
    return tuple(params)


def gradients(words, w_x, w_h, bias, out_w, out_b):
    inputs, targets = words[:, :-1], words[:, 1:]
    real = targets >= 0
    n, steps = inputs.shape
    one_hot = np.eye(len(out_b))
    h = c = np.zeros((n, len(out_w)))
    before, shown = [], []
    for t in range(steps):
        before.append((h, c))
        h, c = lstm_cell(one_hot[inputs[:, t]], h, c, w_x, w_h, bias)
        shown.append(h)

    dw_x, dw_h, dbias = np.zeros_like(w_x), np.zeros_like(w_h), np.zeros_like(bias)
    dout_w, dout_b = np.zeros_like(out_w), np.zeros_like(out_b)
    dh = dc = np.zeros_like(h)
    for t in range(steps):
        logits = shown[t] @ out_w + out_b
        p = np.exp(logits - logits.max(axis=1, keepdims=True))
        p /= p.sum(axis=1, keepdims=True)
        delta = (p - one_hot[targets[:, t]]) * real[:, t, None] / real.sum()
        dout_w += shown[t].T @ delta
        dout_b += delta.sum(axis=0)
        _, dh, dc, step_x, step_h, step_b = lstm_cell_backward(
            one_hot[inputs[:, t]], *before[t], w_x, w_h, bias, dh + delta @ out_w.T, dc
        )
        dw_x += step_x
        dw_h += step_h
        dbias += step_b
    return dw_x, dw_h, dbias, dout_w, dout_b
