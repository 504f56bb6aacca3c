import torch
from torch.nn import functional as F


def distillation_loss(student, teacher, labels, temperature, alpha):
    log_q = F.log_softmax(student / temperature, dim=1)
    log_p = F.log_softmax(teacher.detach() / temperature, dim=1)
    soft = F.kl_div(log_q.exp(), log_p, reduction="batchmean", log_target=True)
    hard = F.cross_entropy(student, labels)
    return alpha * temperature**2 * soft + (1 - alpha) * hard
