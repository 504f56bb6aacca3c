import numpy as np


def early_stopping(losses, patience, min_delta):
    best = np.inf
    for epoch, loss in enumerate(losses):
        if best - loss > min_delta:
            best, best_epoch = loss, epoch
        if epoch - best_epoch == patience:
            break
    return epoch, best_epoch
