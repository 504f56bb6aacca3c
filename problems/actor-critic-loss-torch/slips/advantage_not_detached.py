import torch


def actor_critic_loss(logits, actions, value, next_value, reward, done, gamma, value_coef, entropy_coef):
    with torch.no_grad():
        target = reward + gamma * next_value * ~done
    advantage = target - value
    log_p = logits.log_softmax(dim=1)
    taken = log_p.gather(1, actions[:, None]).squeeze(1)
    policy_loss = -(advantage * taken).mean()
    value_loss = (target - value).square().mean()
    entropy = -(log_p.exp() * log_p).sum(dim=1).mean()
    return policy_loss + value_coef * value_loss - entropy_coef * entropy
