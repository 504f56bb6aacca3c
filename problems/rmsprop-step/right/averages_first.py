def rmsprop_steps(param, grads, h, lr, rho, eps):
    averages = []
    for square in grads * grads:
        h = h * rho + square - square * rho
        averages.append(h)
    moves = [lr * grad / (eps + average**0.5) for grad, average in zip(grads, averages)]
    return param - sum(moves), averages[-1]
