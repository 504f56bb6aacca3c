def affine_backward(upstream, x, w):
    flat = x.reshape(len(x), -1)
    return (upstream @ w.T).reshape(x.shape), flat.T @ upstream / len(x), upstream.sum(0)
