import torch


def lstm_layer(xs, h, c, w_x, w_h, bias, lengths):
    outputs = []
    for t in range(xs.shape[1]):
        i, f, g, o = (xs[:, t] @ w_x.T + h @ w_h.T + bias).chunk(4, dim=1)
        c_new = torch.sigmoid(f) * c + torch.sigmoid(i) * torch.tanh(g)
        h_new = torch.sigmoid(o) * torch.tanh(c_new)
        alive = (t < lengths).unsqueeze(1)
        h = torch.where(alive, h_new, h)
        c = torch.where(alive, c_new, c)
        outputs.append(h)
    return torch.stack(outputs, dim=1), h, c
