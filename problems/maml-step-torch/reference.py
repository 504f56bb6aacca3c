"""The outer gradient by the chain rule: the Hessian of the support loss, not a graph."""

import numpy as np


def maml_step(theta, x_support, y_support, x_query, y_query, alpha, beta):
    total, losses = np.zeros(theta.shape), []
    for xs, ys, xq, yq in zip(x_support, y_support, x_query, y_query, strict=True):
        hessian = 2.0 * np.einsum("ja,jb->ab", xs, xs) / len(xs)
        through = np.eye(len(theta)) - alpha * hessian
        adapted = through @ theta + (2.0 * alpha / len(xs)) * np.einsum("ja,j->a", xs, ys)
        misses = np.einsum("ja,a->j", xq, adapted) - yq
        losses.append(float(misses @ misses) / len(xq))
        total += through @ np.einsum("ja,j->a", xq, misses) * (2.0 / len(xq))
    return theta - beta * total / len(losses), sum(losses) / len(losses)
