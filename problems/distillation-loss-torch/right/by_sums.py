import torch


def distillation_loss(student, teacher, labels, temperature, alpha):
    with torch.no_grad():
        p = torch.softmax(teacher / temperature, 1)
        entropy = torch.special.entr(p).sum()
    log_q = torch.log_softmax(student / temperature, 1)
    soft = -(p * log_q).sum() - entropy
    own = student.log_softmax(1)[torch.arange(len(labels)), labels]
    return (alpha * temperature**2 * soft - (1 - alpha) * own.sum()) / len(labels)
