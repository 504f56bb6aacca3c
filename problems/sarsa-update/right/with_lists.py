import numpy as np


def sarsa_update(q, states, actions, rewards, done, alpha, gamma):
    table = q.tolist()
    pairs = list(zip(states.tolist(), actions.tolist()))
    going_on = [True] * (rewards.size - 1) + [not done]
    errors = []
    for (s, a), (s_next, a_next), r, goes_on in zip(pairs, pairs[1:], rewards.tolist(), going_on):
        delta = r - table[s][a]
        if goes_on:
            delta += gamma * table[s_next][a_next]
        table[s][a] += alpha * delta
        errors.append(delta)
    return np.array(table).astype(q.dtype), np.array(errors).astype(q.dtype)
