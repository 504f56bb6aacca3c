def decision_split(x, y):
    """Return the feature, the threshold and the gain of the best split."""
    return 0, float(x[:, 0].mean()), 0.0
