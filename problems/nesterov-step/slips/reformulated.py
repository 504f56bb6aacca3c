def nesterov_step(x, y, w, v, lr, mu):
    grad = x.T @ (x @ w - y) / len(x)
    new_v = mu * v - lr * grad
    return w + mu * new_v - lr * grad, new_v
