import torch


def gru_cell(x, h, w_x, w_h, b_x, b_h):
    return torch.gru_cell(x, h, w_x, w_h, b_x, b_h)
