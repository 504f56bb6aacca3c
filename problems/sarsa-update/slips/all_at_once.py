def sarsa_update(q, states, actions, rewards, done, alpha, gamma):
    nxt = q[states[1:], actions[1:]].copy()
    if done:
        nxt[-1] = 0
    d = rewards + gamma * nxt - q[states[:-1], actions[:-1]]
    new = q.copy()
    new[states[:-1], actions[:-1]] += alpha * d
    return new, d
