import numpy as np


def miou_dice(pred, target, num_classes, ignore):
    counted = target != ignore
    place = num_classes * target[counted] + pred[counted]
    table = np.bincount(place, minlength=num_classes**2)[: num_classes**2].reshape(num_classes, num_classes)
    both = np.diag(table)
    areas = table.sum(axis=0) + table.sum(axis=1)
    present = areas > 0
    if not np.any(present):
        return 0.0, 0.0
    both, areas = both[present], areas[present]
    return float(np.mean(both / (areas - both))), float(np.mean(2 * both / areas))
