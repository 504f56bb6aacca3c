import torch
from torch.nn.utils.rnn import pack_padded_sequence, pad_packed_sequence


def lstm_layer(xs, h, c, w_x, w_h, bias, lengths):
    weights = [w_x, w_h, bias, torch.zeros_like(bias)]
    lengths = lengths.cpu()
    real = lengths > 0
    packed = pack_padded_sequence(xs[real], lengths[real], batch_first=True, enforce_sorted=False)
    order = packed.sorted_indices
    start = h[real][order][None], c[real][order][None]
    out, h_n, c_n = torch.lstm(packed.data, packed.batch_sizes, start, weights, True, 1, 0.0, False, False)
    packed = packed._replace(data=out)
    back = packed.unsorted_indices
    some = pad_packed_sequence(packed, batch_first=True, total_length=xs.shape[1])[0]
    outputs = xs.new_zeros(len(xs), xs.shape[1], h.shape[1])
    places = real.nonzero()[:, 0].to(xs.device)
    return (
        outputs.index_copy(0, places, some),
        h.index_copy(0, places, h_n[0][back]),
        c.index_copy(0, places, c_n[0][back]),
    )
