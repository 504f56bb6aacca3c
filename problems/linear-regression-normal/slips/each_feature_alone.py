def linear_regression(x, y):
    xc, yc = x - x.mean(axis=0), y - y.mean()
    w = xc.T @ yc / (xc**2).sum(axis=0)
    return w, y.mean() - w @ x.mean(axis=0)
