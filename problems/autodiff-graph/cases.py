"""Graphs with every operation, with fan-out and dead ends; the last few are drawn afresh."""

import math

import numpy as np

BINARY = {
    "add": lambda a, b: a + b,
    "sub": lambda a, b: a - b,
    "mul": lambda a, b: a * b,
    "div": lambda a, b: a / b if abs(b) > 0.3 else math.inf,
}
UNARY = {"exp": lambda a: math.exp(min(a, 9.0)), "tanh": math.tanh}


def drawn(rng, n, k):
    """Return inputs and a tape of k operations, none of whose values is large."""
    inputs = rng.uniform(-1.5, 1.5, n)
    values, tape = inputs.tolist(), []
    while len(tape) < k:
        op = str(rng.choice([*BINARY, *UNARY]))
        operands = tuple(int(i) for i in rng.integers(0, len(values), 2 if op in BINARY else 1))
        value = {**BINARY, **UNARY}[op](*(values[i] for i in operands))
        if abs(value) < 6.0:
            values.append(value)
            tape.append((op, operands))
    return inputs, tape


def cases(rng):
    yield "used twice", (np.array([3.0, 2.0]), [("add", (0, 1)), ("mul", (2, 0))])
    yield "a difference", (np.array([1.5, -0.5]), [("sub", (0, 1))])
    yield "a quotient", (np.array([1.5, -0.5]), [("div", (0, 1))])
    yield "exp and tanh", (np.array([0.4]), [("exp", (0,)), ("tanh", (1,))])
    yield "a square", (np.array([-1.7]), [("mul", (0, 0))])
    same = [("div", (0, 0)), ("sub", (0, 0)), ("add", (0, 0)), ("mul", (3, 1)), ("add", (4, 2))]
    yield "the same operand twice", (np.array([0.8]), same)
    neuron = [("mul", (0, 2)), ("mul", (1, 3)), ("add", (5, 6)), ("add", (7, 4)), ("tanh", (8,))]
    yield "a neuron", (np.array([0.5, -1.0, 0.8, 0.3, 0.1]), neuron)
    dead = [("mul", (0, 1)), ("exp", (0,)), ("sub", (3, 0)), ("mul", (4, 2)), ("add", (3, 5))]
    yield "nodes that do not reach the end", (np.array([0.6, -1.2, 9.0]), dead)
    yield (
        "an early node is used late",
        (
            np.array([0.7, 1.3]),
            [("exp", (0,)), ("mul", (2, 1)), ("tanh", (3,)), ("mul", (4, 2)), ("sub", (0, 5))],
        ),
    )
    diamond = [
        ("exp", (0,)),
        ("mul", (1, 1)),
        ("add", (1, 2)),
        ("mul", (3, 2)),
        ("sub", (4, 3)),
        ("mul", (5, 1)),
    ]
    yield "diamonds", (np.array([-0.3]), diamond)
    sigmoid = [("sub", (0, 1)), ("exp", (2,)), ("div", (3, 3)), ("add", (3, 4)), ("div", (3, 5))]
    yield "a sigmoid", (np.array([0.25, 1.5]), sigmoid)
    halved = [(("add", (2 * k + 1 if k else 0,) * 2), ("mul", (2 * k + 2, 1))) for k in range(24)]
    yield "very many paths", (np.array([0.9, 0.5]), [step for pair in halved for step in pair])
    single = np.array([0.5, -1.0, 0.8, 0.3, 0.1], dtype=np.float32)
    yield "float32", (single, [*neuron, ("div", (9, 3)), ("exp", (10,))])
    yield (
        "a view",
        (np.array([4.0, 2.0, -1.0, 3.0])[::-2], [("div", (0, 1)), ("sub", (2, 0)), ("mul", (3, 2))]),
    )
    yield "used twice, other values", (np.array([-1.0, 2.5]), [("add", (0, 1)), ("mul", (2, 0))])
    for name, n, k in (("random small", 2, 5), ("random", 3, 9), ("random long", 2, 15)):
        yield name, drawn(rng, n, k)
