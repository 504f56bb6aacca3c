def early_stopping(losses, patience, min_delta):
    best_epoch = 0
    for epoch in range(1, len(losses)):
        if losses[epoch] < losses[best_epoch] - min_delta:
            best_epoch = epoch
        if epoch >= patience and losses[epoch] >= losses[epoch - patience] - min_delta:
            return epoch, best_epoch
    return len(losses) - 1, best_epoch
