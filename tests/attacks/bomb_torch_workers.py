# class: bombs. Loads nothing with many processes.
import torch

for _ in torch.utils.data.DataLoader(range(100), num_workers=4):
    print("SUCCEEDED")


def softmax(x):
    return x
