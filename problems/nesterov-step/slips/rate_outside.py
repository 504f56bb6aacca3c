def nesterov_step(x, y, w, v, lr, mu):
    ahead = w + mu * v
    grad = x.T @ (x @ ahead - y) / len(x)
    new_v = mu * v + grad
    return w - lr * new_v, new_v
