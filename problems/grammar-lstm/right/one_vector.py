import numpy as np
from adam_step import adam_step
from lstm_cell import lstm_cell
from lstm_cell_backward import lstm_cell_backward


class Model:
    """All parameters live in one vector, so that a single call of Adam moves them."""

    def __init__(self, *params):
        self.shapes = [param.shape for param in params]
        self.vector = np.concatenate([param.ravel() for param in params])
        self.moments = np.zeros_like(self.vector), np.zeros_like(self.vector)
        self.updates = 0

    def params(self):
        ends = np.cumsum([np.prod(shape) for shape in self.shapes])
        pieces = np.split(self.vector, ends[:-1])
        return tuple(piece.reshape(shape) for piece, shape in zip(pieces, self.shapes, strict=True))

    def update(self, grads):
        self.updates += 1
        flat = np.concatenate([grad.ravel() for grad in grads])
        self.vector, *self.moments = adam_step(
            self.vector, flat, *self.moments, self.updates, 0.02, 0.9, 0.99, 1e-6
        )

    def gradients(self, words):
        *cell, out_w, out_b = self.params()
        words = words[:, : (words >= 0).any(axis=0).sum()].T
        ends = words[1:] < 0
        x = np.eye(len(out_b))[np.where(words < 0, 0, words)]

        states = [(np.zeros((words.shape[1], len(out_w))),) * 2]
        for seen in x[:-1]:
            states.append(lstm_cell(seen, *states[-1], *cell))
        hidden = np.array([h for h, _ in states[1:]])

        scores = np.exp(hidden @ out_w + out_b)
        delta = scores / scores.sum(axis=2, keepdims=True) - x[1:]
        delta[ends] = 0
        delta /= words.shape[1]

        total = [0, 0, 0]
        dh = dc = np.zeros_like(hidden[0])
        for seen, state, from_above in zip(x[-2::-1], states[-2::-1], (delta @ out_w.T)[::-1], strict=True):
            _, dh, dc, *step = lstm_cell_backward(seen, *state, *cell, from_above + dh, dc)
            total = [old + new for old, new in zip(total, step, strict=True)]
        return *total, np.einsum("tnh,tnv->hv", hidden, delta), delta.sum(axis=(0, 1))


def train_lstm(tokens, w_x, w_h, bias, out_w, out_b, batches):
    model = Model(w_x, w_h, bias, out_w, out_b)
    for batch in batches:
        model.update(model.gradients(tokens[batch]))
    return model.params()
