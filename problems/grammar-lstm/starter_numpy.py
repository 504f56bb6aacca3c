import numpy as np
from adam_step import adam_step
from lstm_cell import lstm_cell
from lstm_cell_backward import lstm_cell_backward


def train_lstm(tokens, w_x, w_h, bias, out_w, out_b, batches):
    for batch in batches:
        words = tokens[batch]
        # forward through time, loss, backward through time, update
    return w_x, w_h, bias, out_w, out_b
