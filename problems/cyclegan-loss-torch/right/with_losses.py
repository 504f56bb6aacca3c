import torch
from torch.nn import functional as F


def one_domain(v, there, back, judge, lam, lam_id):
    away = F.linear(v, *there).tanh()
    score = torch.mv(away, judge)
    returned, kept = (F.linear(u, *back).tanh() for u in (away, v))
    loss = F.mse_loss(score, torch.ones_like(score))
    return loss + lam * F.l1_loss(returned, v) + lam_id * F.l1_loss(kept, v)


def cyclegan_loss(x, y, g_weight, g_bias, f_weight, f_bias, judge_x, judge_y, lam, lam_id):
    g, f = (g_weight, g_bias), (f_weight, f_bias)
    of_x = one_domain(x, g, f, judge_y, lam, lam_id)
    return of_x + one_domain(y, f, g, judge_x, lam, lam_id)
