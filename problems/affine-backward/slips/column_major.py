def affine_backward(upstream, x, w):
    flat = x.reshape(len(x), -1, order="F")
    return (upstream @ w.T).reshape(x.shape, order="F"), flat.T @ upstream, upstream.sum(0)
