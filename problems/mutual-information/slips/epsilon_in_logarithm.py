import numpy as np


def mutual_information(counts):
    joint = counts / counts.sum()
    px, py = joint.sum(axis=1, keepdims=True), joint.sum(axis=0, keepdims=True)
    conditional = -np.sum(joint * np.log2(joint / (px + 1e-9) + 1e-9))
    mutual = np.sum(joint * np.log2(joint / (px * py + 1e-9) + 1e-9))
    return conditional, mutual
