def nesterov_step(x, y, w, v, lr, mu):
    ahead = w + mu * v
    grad = x.T @ (x @ ahead - y) / len(x)
    new_v = -lr * grad
    return w + new_v, new_v
