import numpy as np


def mutual_information(counts):
    joint = counts / counts.sum()
    p_x = joint.sum(axis=1, keepdims=True)
    p_y = joint.sum(axis=0, keepdims=True)
    seen = joint > 0
    p = joint[seen]
    below = np.broadcast_to(p_x, joint.shape)[seen]
    conditional = -np.sum(p * np.log2(p / below))
    mutual = np.sum(p * np.log2(p / (p_x * p_y)[seen]))
    return conditional, mutual
