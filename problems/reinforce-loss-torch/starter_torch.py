import torch


def reinforce_loss(logits, actions, rewards, gamma, baseline):
    """Return the loss of REINFORCE for one episode."""
    return torch.zeros((), dtype=logits.dtype)
