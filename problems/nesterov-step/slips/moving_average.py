def nesterov_step(x, y, w, v, lr, mu):
    ahead = w + mu * v
    grad = x.T @ (x @ ahead - y) / len(x)
    new_v = mu * v - lr * (1 - mu) * grad
    return w + new_v, new_v
