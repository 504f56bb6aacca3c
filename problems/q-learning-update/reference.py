"""A dictionary of state-action pairs, each update a weighted mean of old value and target."""

import numpy as np


def q_learning_update(q, states, actions, rewards, next_states, done, alpha, gamma):
    table = {place: float(q[place]) for place in np.ndindex(q.shape)}
    errors = []
    for s, a, target, after, is_end in zip(states, actions, rewards, next_states, done, strict=True):
        if not is_end:
            target = target + max(gamma * value for (state, _), value in table.items() if state == after)
        errors.append(target - table[s, a])
        table[s, a] = (1.0 - alpha) * table[s, a] + alpha * target
    return np.array(list(table.values())).reshape(q.shape), np.array(errors)
