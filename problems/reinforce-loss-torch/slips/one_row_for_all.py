import torch


def reinforce_loss(logits, actions, rewards, gamma, baseline):
    loss = gain = 0.0
    for t in range(len(rewards) - 1, -1, -1):
        gain = rewards[t].item() + gamma * gain
        log_p = logits[0, actions[t]] - torch.logsumexp(logits[0], 0)
        loss = loss - (gain - baseline) * log_p
    return loss
