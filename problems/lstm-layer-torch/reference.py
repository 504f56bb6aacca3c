"""The layer sequence by sequence, with the sigmoid as a shifted hyperbolic tangent."""

import numpy as np


def _gates(x, h, w_x, w_h, bias):
    z = np.reshape(np.inner(w_x, x) + np.inner(w_h, h) + bias, (4, -1))
    gates = (1 + np.tanh(z / 2)) / 2
    gates[2] = np.tanh(z[2])
    return gates


def lstm_layer(xs, h, c, w_x, w_h, bias, lengths):
    outputs = np.zeros((*xs.shape[:2], h.shape[1]))
    states, cells = h.copy(), c.copy()
    for b, length in enumerate(lengths):
        for t in range(length):
            i, f, g, o = _gates(xs[b, t], states[b], w_x, w_h, bias)
            cells[b] = f * cells[b] + i * g
            outputs[b, t] = states[b] = o * np.tanh(cells[b])
    return outputs, states, cells


def lstm_layer_backward(upstream, xs, h, c, w_x, w_h, bias, lengths):
    up_out, up_h, up_c = upstream
    outputs = lstm_layer(xs, h, c, w_x, w_h, bias, lengths)[0]
    of_xs, of_h, of_c = np.zeros(xs.shape), up_h.copy(), up_c.copy()
    of_w_x, of_w_h, of_bias = np.zeros(w_x.shape), np.zeros(w_h.shape), np.zeros(bias.shape)
    for b, length in enumerate(lengths):
        before = [h[b], *outputs[b]]
        gates = [_gates(xs[b, t], before[t], w_x, w_h, bias) for t in range(length)]
        cells = [c[b]]
        for i, f, g, _ in gates:
            cells.append(f * cells[-1] + i * g)
        for t in range(length)[::-1]:
            i, f, g, o = gates[t]
            shown, old = np.tanh(cells[t + 1]), cells[t]
            of_state = of_h[b] + up_out[b, t]
            of_c[b] += of_state * o * (1 - shown**2)
            dz = np.concatenate(
                (
                    of_c[b] * g * i * (1 - i),
                    of_c[b] * old * f * (1 - f),
                    of_c[b] * i * (1 - g**2),
                    of_state * shown * o * (1 - o),
                )
            )
            of_xs[b, t], of_h[b] = dz @ w_x, dz @ w_h
            of_c[b] *= f
            of_w_x += np.outer(dz, xs[b, t])
            of_w_h += np.outer(dz, before[t])
            of_bias += dz
    return of_xs, of_h, of_c, of_w_x, of_w_h, of_bias, None
