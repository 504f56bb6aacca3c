import torch


def lstm_cell(x, h, c, w_x, w_h, bias):
    i, f, g, o = (x @ w_x.T + h @ w_h.T + bias).chunk(4, dim=1)
    c_new = torch.sigmoid(f) * c + torch.sigmoid(i) * torch.tanh(g)
    return torch.sigmoid(o) * torch.tanh(c_new), c_new
