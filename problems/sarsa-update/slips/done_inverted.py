import numpy as np


def sarsa_update(q, states, actions, rewards, done, alpha, gamma):
    q = q.copy()
    errors = np.zeros_like(rewards)
    for t in range(len(rewards)):
        s, a = states[t], actions[t]
        is_end = not done and t == len(rewards) - 1
        after = 0.0 if is_end else q[states[t + 1], actions[t + 1]]
        errors[t] = rewards[t] + gamma * after - q[s, a]
        q[s, a] += alpha * errors[t]
    return q, errors
