import torch


def lstm_layer(xs, h, c, w_x, w_h, bias, lengths):
    outputs, states, cells = [], [], []
    for x, state, cell, length in zip(xs, h, c, lengths.tolist()):
        row = []
        for seen in x[:length] @ w_x.mT + bias:
            i, f, g, o = (seen + w_h.mv(state)).view(4, -1)
            cell = f.sigmoid() * cell + i.sigmoid() * g.tanh()
            state = o.sigmoid() * cell.tanh()
            row.append(state)
        row += [torch.zeros_like(state)] * (len(x) - length)
        outputs.append(torch.stack(row))
        states.append(state)
        cells.append(cell)
    return torch.stack(outputs), torch.stack(states), torch.stack(cells)
