import numpy as np


def autodiff(inputs, tape):
    n = len(inputs)
    values = list(inputs)
    partials = [()] * n
    for op, operands in tape:
        a, b = values[operands[0]], values[operands[-1]]
        if op == "add":
            y, slopes = a + b, (1, 1)
        elif op == "sub":
            y, slopes = a - b, (1, -1)
        elif op == "mul":
            y, slopes = a * b, (b, a)
        elif op == "div":
            y, slopes = a / b, (1 / b, -a / b**2)
        elif op == "exp":
            y = np.exp(a)
            slopes = (y,)
        else:
            y = np.tanh(a)
            slopes = (1 - y**2,)
        values.append(y)
        partials.append(tuple(zip(operands, slopes)))

    grads = np.zeros(len(values), inputs.dtype)
    grads[-1] = 1

    def visit(node):
        for operand, slope in partials[node]:
            grads[operand] += grads[node] * slope
        for operand in dict.fromkeys(i for i, _ in partials[node]):
            visit(operand)

    visit(len(values) - 1)
    return np.array(values, inputs.dtype), grads
