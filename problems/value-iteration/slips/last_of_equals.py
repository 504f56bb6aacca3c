def value_iteration(transition, reward, gamma, values, sweeps):
    values = values.copy()
    for _ in range(sweeps):
        q = reward + gamma * transition @ values
        values = q.max(axis=1)
    q = reward + gamma * transition @ values
    return values, q.shape[1] - 1 - q[:, ::-1].argmax(axis=1)
