import numpy as np
from conv2d import conv2d
from conv2d_backward import conv2d_backward
from maxpool2d import maxpool2d
from momentum_step import momentum_step


def train_cnn(images, labels, conv_w, conv_b, fc_w, fc_b, batches):
    for batch in batches:
        x, t = images[batch], labels[batch]
        # forward, loss, backward, update
    return conv_w, conv_b, fc_w, fc_b
