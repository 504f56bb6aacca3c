def epsilon_greedy_probs(q, allowed, epsilon):
    best = q == q.max(axis=1, keepdims=True)
    probs = epsilon / q.shape[1] + (1 - epsilon) * best / best.sum(axis=1, keepdims=True)
    probs = probs * allowed
    return (probs / probs.sum(axis=1, keepdims=True)).astype(q.dtype)
