import numpy as np


def sigmoid_bce(logits, targets):
    return (np.log(1 + np.exp(logits)) - logits * targets).mean()
