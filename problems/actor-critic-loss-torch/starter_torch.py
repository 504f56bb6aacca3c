import torch


def actor_critic_loss(logits, actions, value, next_value, reward, done, gamma, value_coef, entropy_coef):
    """Return the policy's loss plus the weighted loss of the value, minus the weighted entropy."""
    return torch.zeros((), dtype=logits.dtype)
