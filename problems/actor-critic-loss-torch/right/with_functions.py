import torch
from torch.distributions import Categorical
from torch.nn import functional as F


def actor_critic_loss(logits, actions, value, next_value, reward, done, gamma, value_coef, entropy_coef):
    target = torch.where(done, reward, reward + gamma * next_value).data
    policy = Categorical(logits=logits)
    on_policy = (target - value.data) @ policy.log_prob(actions) + entropy_coef * policy.entropy().sum()
    return value_coef * F.mse_loss(value, target) - on_policy / len(actions)
