def q_learning_update(q, states, actions, rewards, next_states, done, alpha, gamma):
    y = rewards + gamma * q[next_states].max(axis=1) * ~done
    e = y - q[states, actions]
    new = q.copy()
    new[states, actions] += alpha * e
    return new, e
