def affine_backward(upstream, x, w):
    flat = x.reshape(len(x), -1, order="A")
    return (upstream @ w.T).reshape(x.shape), flat.T @ upstream, upstream.sum(0)
