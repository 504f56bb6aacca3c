import torch


def gru_cell(x, h, w_x, w_h, b_x, b_h):
    r_x, z_x, n_x = (x @ w_x.T + b_x).chunk(3, dim=1)
    r_h, z_h, n_h = (h @ w_h.T + b_h).chunk(3, dim=1)
    r, z = torch.sigmoid(r_x + r_h), torch.sigmoid(z_x + z_h)
    n = torch.tanh(r * n_x + n_h)
    return (1 - z) * n + z * h
