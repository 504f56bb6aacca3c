import numpy as np


def q_learning_update(q, states, actions, rewards, next_states, done, alpha, gamma):
    rows = q.tolist()
    errors = []
    for s, a, r, after, end in zip(states, actions, rewards.tolist(), next_states, done):
        best = 0.0 if end else max(rows[after])
        errors.append(r + gamma * best - rows[s][a])
        rows[s][a] += alpha * errors[-1]
    return np.array(rows, dtype=q.dtype), np.array(errors, dtype=q.dtype)
