import numpy as np


def q_learning_update(q, states, actions, rewards, next_states, done, alpha, gamma):
    q = q.copy()
    errors = np.zeros_like(rewards)
    for t in range(len(states)):
        s, a = states[t], actions[t]
        target = rewards[t]
        if not done[t]:
            target += gamma * q[:, a].max()
        errors[t] = target - q[s, a]
        q[s, a] += alpha * errors[t]
    return q, errors
