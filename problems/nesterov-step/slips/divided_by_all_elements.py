def nesterov_step(x, y, w, v, lr, mu):
    ahead = w + mu * v
    grad = x.T @ (x @ ahead - y) / x.size
    new_v = mu * v - lr * grad
    return w + new_v, new_v
