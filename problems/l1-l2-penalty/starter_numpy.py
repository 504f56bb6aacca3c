import numpy as np


def l1_l2_penalty(loss, params, grads, l1, l2, penalised):
    """Return the penalised loss and the list of its gradients."""
    return loss, [np.zeros_like(w) for w in params]
