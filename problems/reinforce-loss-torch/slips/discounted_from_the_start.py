import torch


def reinforce_loss(logits, actions, rewards, gamma, baseline):
    loss = gain = 0.0
    for t in range(len(rewards) - 1, -1, -1):
        gain = gamma**t * rewards[t].item() + gain
        log_p = logits[t, actions[t]] - torch.logsumexp(logits[t], 0)
        loss = loss - (gain - baseline) * log_p
    return loss
