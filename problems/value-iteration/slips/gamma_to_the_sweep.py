def value_iteration(transition, reward, gamma, values, sweeps):
    values = values.copy()
    for k in range(sweeps):
        q = reward + gamma ** (k + 1) * transition @ values
        values = q.max(axis=1)
    q = reward + gamma * transition @ values
    return values, q.argmax(axis=1)
