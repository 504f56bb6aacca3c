def momentum_step(params, grads, velocities, lr, mu):
    if velocities is None:
        velocities = [-lr * g for g in grads]
    new_velocities = [mu * v - lr * g for v, g in zip(velocities, grads)]
    new_params = [param + v for param, v in zip(params, new_velocities)]
    return new_params, new_velocities
