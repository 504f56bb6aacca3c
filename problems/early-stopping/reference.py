"""The epochs of improvement come first; the stop is the first gap between them that is long enough."""


def _next_improvement(losses, start, min_delta):
    """Return the first epoch after `start` that improves on it, or the number of epochs."""
    better = (epoch for epoch in range(start, len(losses)) if losses[start] - min_delta > losses[epoch])
    return next(better, len(losses))


def early_stopping(losses, patience, min_delta):
    best = 0
    for _ in losses:
        later = _next_improvement(losses, best, min_delta)
        if later - best <= patience and later < len(losses):
            best = later
    return min(best + patience, len(losses) - 1), best
