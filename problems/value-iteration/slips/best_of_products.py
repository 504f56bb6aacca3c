def value_iteration(transition, reward, gamma, values, sweeps):
    values = values.copy()
    for _ in range(sweeps):
        q = reward + gamma * (transition * values).max(axis=2)
        values = q.max(axis=1)
    q = reward + gamma * (transition * values).max(axis=2)
    return values, q.argmax(axis=1)
