# class: bombs. Leaves a tensor in memory that outlives it.
import torch

torch.zeros(10).share_memory_()
print("SUCCEEDED")


def softmax(x):
    return x
