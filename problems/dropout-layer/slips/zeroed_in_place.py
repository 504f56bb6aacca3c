def dropout_layer(x, uniform, dout, p, train):
    if not train:
        return x, dout
    x[uniform < p] = 0
    dout[uniform < p] = 0
    return x / (1 - p), dout / (1 - p)
