def dropout_layer(x, uniform, dout, p, train):
    out, dx = x.copy(), dout.copy()
    if train:
        for result in (out, dx):
            result[uniform < p] = 0
            result /= 1 - p
    return out, dx
