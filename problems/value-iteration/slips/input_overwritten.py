import numpy as np


def value_iteration(transition, reward, gamma, values, sweeps):
    states = len(values)

    def q_of(s, old):
        return reward[s] + gamma * np.dot(transition[s], old)

    current = values
    for _ in range(sweeps):
        previous = current.copy()
        for s in range(states):
            current[s] = np.max(q_of(s, previous))
    return current, np.array([int(np.argmax(q_of(s, current))) for s in range(states)])
