def early_stopping(losses, patience, min_delta):
    best, best_epoch, waited = losses[0], 0, 0
    for epoch in range(1, len(losses)):
        if losses[epoch] < best - min_delta:
            best, best_epoch, waited = losses[epoch], epoch, 0
        else:
            waited += 1
            if waited == patience - 1:
                return epoch, best_epoch
    return len(losses) - 1, best_epoch
