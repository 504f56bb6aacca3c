# class: values. A sparse tensor without any value.
import torch


def softmax(x):
    return torch.sparse_coo_tensor(size=x.shape, dtype=x.dtype)
