import torch


def cyclegan_loss(x, y, g_weight, g_bias, f_weight, f_bias, judge_x, judge_y, lam, lam_id):
    def to_y(v):
        return torch.tanh(v @ g_weight.T + g_bias)

    def to_x(v):
        return torch.tanh(v @ f_weight.T + f_bias)

    adversarial = (y @ judge_y - 1).square().mean() + (x @ judge_x - 1).square().mean()
    cycle = (to_x(to_y(x)) - x).abs().mean() + (to_y(to_x(y)) - y).abs().mean()
    identity = (to_y(y) - y).abs().mean() + (to_x(x) - x).abs().mean()
    return adversarial + lam * cycle + lam_id * identity
