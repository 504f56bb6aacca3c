def nesterov_step(x, y, w, v, lr, mu):
    ahead = w + mu * v
    grad = x.T @ (y - x @ ahead) / len(x)
    new_v = mu * v - lr * grad
    return w + new_v, new_v
