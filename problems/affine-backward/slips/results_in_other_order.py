def affine_backward(upstream, x, w):
    flat = x.reshape(len(x), -1)
    return flat.T @ upstream, upstream.sum(0), (upstream @ w.T).reshape(x.shape)
