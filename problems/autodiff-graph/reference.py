"""Forward mode: each node in turn is moved a little, and the tape tells how the last one moves."""

import math

import numpy as np


def _step(op, numbers, moves):
    """Return the result of an operation, and how it moves with its operands."""
    if op in {"exp", "tanh"}:
        (a,), (da,) = numbers, moves
        return (math.exp(a), math.exp(a) * da) if op == "exp" else (math.tanh(a), da / math.cosh(a) ** 2.0)
    (a, b), (da, db) = numbers, moves
    if op == "add":
        return a + b, da + db
    if op == "sub":
        return a - b, da - db
    if op == "mul":
        return a * b, da * b + a * db
    return a / b, (da * b - a * db) / b**2.0


def autodiff(inputs, tape):
    n = len(inputs) + len(tape)
    grads = np.zeros(n)
    for node in range(n):
        values, moves = list(map(float, inputs)), [0.0] * len(inputs)
        for op, operands in [("start", ()), *tape]:
            if op != "start":
                value, move = _step(op, [values[i] for i in operands], [moves[i] for i in operands])
                values.append(value)
                moves.append(move)
            if node < len(moves):
                moves[node] = 1.0
        grads[node] = moves[-1]
    return np.array(values), grads
