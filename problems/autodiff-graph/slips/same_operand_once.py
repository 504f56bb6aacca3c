import numpy as np


def autodiff(inputs, tape):
    n = len(inputs)
    values = np.zeros(n + len(tape), inputs.dtype)
    values[:n] = inputs
    for k, (op, operands) in enumerate(tape):
        args = [values[i] for i in operands]
        if op == "add":
            values[n + k] = args[0] + args[1]
        elif op == "sub":
            values[n + k] = args[0] - args[1]
        elif op == "mul":
            values[n + k] = args[0] * args[1]
        elif op == "div":
            values[n + k] = args[0] / args[1]
        elif op == "exp":
            values[n + k] = np.exp(*args)
        else:
            values[n + k] = np.tanh(*args)

    grads = np.zeros_like(values)
    grads[-1] = 1
    for k in reversed(range(len(tape))):
        op, operands = tape[k]
        g = grads[n + k]
        a, b = operands[0], operands[-1]
        if op == "add":
            grads[a] += g
            grads[b] += g
        elif op == "sub":
            grads[a] += g
            grads[b] -= g
        elif op == "mul":
            grads[a] += g * values[b]
            if a != b:
                grads[b] += g * values[a]
        elif op == "div":
            grads[a] += g / values[b]
            grads[b] -= g * values[a] / values[b] ** 2
        elif op == "exp":
            grads[a] += g * values[n + k]
        else:
            grads[a] += g * (1 - values[n + k] ** 2)
    return values, grads
