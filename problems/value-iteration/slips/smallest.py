def value_iteration(transition, reward, gamma, values, sweeps):
    values = values.copy()
    for _ in range(sweeps):
        q = reward + gamma * transition @ values
        values = q.min(axis=1)
    q = reward + gamma * transition @ values
    return values, q.argmin(axis=1)
