def value_iteration(transition, reward, gamma, values, sweeps):
    values = values.copy()
    for _ in range(sweeps):
        q = reward + gamma * values[transition.argmax(axis=2)]
        values = q.max(axis=1)
    q = reward + gamma * values[transition.argmax(axis=2)]
    return values, q.argmax(axis=1)
