def nesterov_step(x, y, w, v, lr, mu):
    v *= mu
    correction = lr * x.T @ (x @ (w + v) - y) / len(x)
    v -= correction
    w += v
    return w, v
