from torch.nn.functional import linear


def lstm_cell(x, h, c, w_x, w_h, bias):
    n = h.shape[1]
    z = linear(x, w_x, bias) + linear(h, w_h)
    open_, keep = z[:, :n].sigmoid(), z[:, n : 2 * n].sigmoid()
    new, show = z[:, 2 * n : 3 * n].tanh(), z[:, 3 * n :].sigmoid()
    cell = keep.mul(c).addcmul(open_, new)
    return show * cell.tanh(), cell
