import numpy as np
from conv2d import conv2d
from conv2d_backward import conv2d_backward
from maxpool2d import maxpool2d


class Net:
    def __init__(self, *params):
        self.params = [param.copy() for param in params]
        self.square = [np.zeros_like(param) for param in params]
        self.mean = [np.zeros_like(param) for param in params]

    def backward(self, x, t):
        kernel, bias, weight, offset = self.params
        self.hidden = conv2d(x, kernel, bias, 1, 1)
        relu = self.hidden.clip(0)
        half = (*relu.shape[:2], relu.shape[2] // 2, relu.shape[3] // 2)
        pooled = maxpool2d(relu, np.zeros(half), 2, 2, 0)[0].reshape(len(x), -1)
        scores = pooled @ weight + offset
        scores = np.exp(scores - scores.max(1)[:, None])
        delta = (scores / scores.sum(1)[:, None] - np.eye(len(offset))[t]) / len(x)
        routed = maxpool2d(relu, (delta @ weight.T).reshape(half), 2, 2, 0)[1]
        routed[self.hidden <= 0] = 0
        return [*conv2d_backward(routed, x, kernel, 1, 1)[1:], pooled.T @ delta, delta.sum(0)]

    def adam(self, grads, t, lr=0.01):
        for i, grad in enumerate(grads):
            self.mean[i] = 0.9 * self.mean[i] + 0.1 * grad
            self.square[i] = 0.99 * self.square[i] + 0.01 * grad**2
            step = self.mean[i] / (1 - 0.9**t) / (np.sqrt(self.square[i] / (1 - 0.99**t)) + 1e-8)
            self.params[i] -= lr * step


def train_cnn(images, labels, conv_w, conv_b, fc_w, fc_b, batches):
    net = Net(conv_w, conv_b, fc_w, fc_b)
    for number, batch in enumerate(batches, start=1):
        net.adam(net.backward(images[batch], labels[batch]), number)
    return tuple(net.params)
