def value_iteration(transition, reward, gamma, values, sweeps):
    transition = transition.transpose(2, 1, 0)
    values = values.copy()
    for _ in range(sweeps):
        q = reward + gamma * transition @ values
        values = q.max(axis=1)
    q = reward + gamma * transition @ values
    return values, q.argmax(axis=1)
