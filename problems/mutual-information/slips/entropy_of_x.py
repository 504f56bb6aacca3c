import numpy as np


def h(p):
    p = p[p > 0]
    return -np.sum(p * np.log2(p))


def mutual_information(counts):
    joint = counts / counts.sum()
    h_joint = h(joint)
    h_x = h(joint.sum(axis=1))
    h_y = h(joint.sum(axis=0))
    return h_joint - h_x, h_x - (h_joint - h_x)
