"""Both directions as one calculation with exchanged roles; a generator is a table whose last column is its bias."""

import numpy as np


def _moved(table, v):
    return np.tanh(np.einsum("ij,nj->ni", table[:, :-1], v) + table[:, -1])


def _moved_backward(up, table, v):
    """Return the gradients of the table and of the data."""
    through = up * (1.0 - _moved(table, v) ** 2)
    with_one = np.concatenate([v, np.ones((len(v), 1))], axis=1)
    return np.einsum("ni,nj->ij", through, with_one), through @ table[:, :-1]


def _one_way(v, there, back, judge, lam, lam_id):
    """Return the terms of the data of one domain: judged over there, brought back, and kept by `back`."""
    away = _moved(there, v)
    missed = [np.dot(row, judge) - 1.0 for row in away]
    cycle, same = _moved(back, away) - v, _moved(back, v) - v
    return np.dot(missed, missed) / len(v) + (lam * np.abs(cycle).sum() + lam_id * np.abs(same).sum()) / v.size


def _one_way_backward(up, v, there, back, judge, lam, lam_id):
    away = _moved(there, v)
    missed = 2.0 * up * (away @ judge - 1.0) / len(v)
    cycle = up * lam * np.sign(_moved(back, away) - v) / v.size
    same = up * lam_id * np.sign(_moved(back, v) - v) / v.size
    d_back, d_away = _moved_backward(cycle, back, away)
    d_back_too, d_v = _moved_backward(same, back, v)
    d_there, d_v_too = _moved_backward(d_away + np.outer(missed, judge), there, v)
    return d_v + d_v_too - cycle - same, d_there, d_back + d_back_too, missed @ away


def _tables(g_weight, g_bias, f_weight, f_bias):
    return np.column_stack([g_weight, g_bias]), np.column_stack([f_weight, f_bias])


def cyclegan_loss(x, y, g_weight, g_bias, f_weight, f_bias, judge_x, judge_y, lam, lam_id):
    g, f = _tables(g_weight, g_bias, f_weight, f_bias)
    return _one_way(x, g, f, judge_y, lam, lam_id) + _one_way(y, f, g, judge_x, lam, lam_id)


def cyclegan_loss_backward(
    upstream, x, y, g_weight, g_bias, f_weight, f_bias, judge_x, judge_y, lam, lam_id
):
    g, f = _tables(g_weight, g_bias, f_weight, f_bias)
    up = float(upstream)
    d_x, g_there, f_back, d_judge_y = _one_way_backward(up, x, g, f, judge_y, lam, lam_id)
    d_y, f_there, g_back, d_judge_x = _one_way_backward(up, y, f, g, judge_x, lam, lam_id)
    d_g, d_f = g_there + g_back, f_there + f_back
    return d_x, d_y, d_g[:, :-1], d_g[:, -1], d_f[:, :-1], d_f[:, -1], d_judge_x, d_judge_y, None, None
