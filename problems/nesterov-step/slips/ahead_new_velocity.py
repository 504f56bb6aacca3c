def nesterov_step(x, y, w, v, lr, mu):
    ahead = w + mu * v - lr * x.T @ (x @ w - y) / len(x)
    grad = x.T @ (x @ ahead - y) / len(x)
    new_v = mu * v - lr * grad
    return w + new_v, new_v
