def value_iteration(transition, reward, gamma, values, sweeps):
    values = values.copy()
    for _ in range(sweeps):
        q = reward + gamma * transition @ values
        values = q.max(axis=0)
    q = reward + gamma * transition @ values
    return values, q.argmax(axis=0)
