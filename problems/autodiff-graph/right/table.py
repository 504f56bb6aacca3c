import numpy as np

RULES = {
    "add": (lambda a, b: a + b, lambda y, a, b: (1, 1)),
    "sub": (lambda a, b: a - b, lambda y, a, b: (1, -1)),
    "mul": (lambda a, b: a * b, lambda y, a, b: (b, a)),
    "div": (lambda a, b: a / b, lambda y, a, b: (1 / b, -y / b)),
    "exp": (np.exp, lambda y, a: (y,)),
    "tanh": (np.tanh, lambda y, a: ((1 - y) * (1 + y),)),
}


def autodiff(inputs, tape):
    values, slopes = list(inputs), []
    for op, operands in tape:
        forward, partials = RULES[op]
        args = [values[i] for i in operands]
        values.append(forward(*args))
        slopes.append(partials(values[-1], *args))
    grads = [0.0] * (len(values) - 1) + [1.0]
    node = len(values)
    while slopes:
        node -= 1
        for i, slope in zip(tape[len(slopes) - 1][1], slopes.pop()):
            grads[i] = grads[i] + grads[node] * slope
    return np.array(values, inputs.dtype), np.array(grads, inputs.dtype)
