"""Transitions in order, repeated, at the end; the last few are drawn afresh."""

import numpy as np


def table(states, actions, step=0.7):
    """Return values of both signs without a pattern along any axis, the same each time."""
    return 2.0 * np.sin(np.arange(1.0, states * actions + 1) * step).reshape(states, actions) + 0.4


def steps(*rows):
    """Return the columns of transitions: state, action, reward, next state, end."""
    states, actions, rewards, after, done = zip(*rows)
    return (
        np.array(states),
        np.array(actions),
        np.array(rewards, dtype=float),
        np.array(after),
        np.array(done),
    )


def walk(states, actions, length):
    """Return one long walk without an end."""
    t = np.arange(length)
    places = (t * t + 2 * t) % states
    return places, (3 * t + 1) % actions, np.sin(t + 1.0), np.roll(places, -1), np.zeros(length, dtype=bool)


def cases(rng):
    yield "one transition", (table(3, 2), *steps((0, 1, 1.0, 2, False)), 0.5, 0.9)
    yield "the end", (table(3, 2), *steps((1, 0, -1.5, 2, True)), 0.25, 0.9)
    yield "a walk", (table(4, 3), *walk(4, 3, 6), 0.1, 0.95)
    rows = (0, 0, 1.0, 1, False), (1, 1, 2.0, 2, False), (2, 0, 5.0, 0, True), (0, 0, 1.0, 1, False)
    yield "an episode and another", (np.zeros((3, 2)), *steps(*rows), 0.5, 0.8)
    backwards = (2, 0, 4.0, 2, True), (1, 0, 1.0, 2, False), (0, 0, 1.0, 1, False)
    yield "a reward that spreads", (np.zeros((3, 2)), *steps(*backwards), 0.5, 0.5)
    yield "the same pair again", (table(2, 2), *steps(*[(1, 0, 0.5, 0, False)] * 4), 0.3, 0.7)
    yield (
        "back to the same state",
        (table(3, 3), *steps((1, 2, 0.0, 1, False), (1, 2, 1.0, 1, False)), 0.4, 0.9),
    )
    yield (
        "negative values",
        (table(3, 2) - 5.0, *steps((0, 0, -1.0, 1, False), (1, 1, -1.0, 2, True)), 0.2, 0.9),
    )
    yield "no discount", (table(3, 4), *walk(3, 4, 5), 0.5, 1.0)
    yield "the future counts for nothing", (table(3, 2), *walk(3, 2, 4), 0.5, 0.0)
    yield "a rate of one", (table(2, 3), *walk(2, 3, 5), 1.0, 0.6)
    yield "one action", (table(4, 1), *walk(4, 1, 4), 0.3, 0.9)
    yield "one state", (table(1, 3), *steps((0, 2, 1.0, 0, False), (0, 0, 2.0, 0, True)), 0.3, 0.9)
    yield "square", (table(3, 3, step=1.1), *steps((0, 2, 0.3, 1, False), (1, 0, -0.2, 2, False)), 0.6, 0.8)
    states, actions, rewards, after, done = walk(5, 3, 7)
    yield (
        "float32",
        (table(5, 3).astype(np.float32), states, actions, rewards.astype(np.float32), after, done, 0.5, 0.9),
    )
    yield (
        "views",
        (table(3, 5).T[::-1], states[::-1], actions[::-1], rewards[::-1], after[::-1], done[::-1], 0.4, 0.9),
    )
    for name, s, a, length in (("random", 5, 3, 12), ("random small", 2, 2, 20), ("random wide", 3, 7, 9)):
        sizes = (length,)
        numbers = float(rng.uniform(0.1, 0.9)), float(rng.uniform(0.5, 1.0))
        yield (
            name,
            (
                *(
                    rng.normal(size=(s, a)),
                    rng.integers(0, s, sizes),
                    rng.integers(0, a, sizes),
                    rng.normal(size=sizes),
                ),
                *(rng.integers(0, s, sizes), rng.random(sizes) < 0.3, *numbers),
            ),
        )
