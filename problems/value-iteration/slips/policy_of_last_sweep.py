def value_iteration(transition, reward, gamma, values, sweeps):
    values = values.copy()
    q = reward + gamma * transition @ values
    for _ in range(sweeps):
        q = reward + gamma * transition @ values
        values = q.max(axis=1)
    return values, q.argmax(axis=1)
