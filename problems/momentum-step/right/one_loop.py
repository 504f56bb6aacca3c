def momentum_step(params, grads, velocities, lr, mu):
    new_params, new_velocities = [], []
    for i in range(len(params)):
        velocity = -lr * grads[i]
        if velocities is not None:
            velocity += mu * velocities[i]
        new_velocities.append(velocity)
        new_params.append(params[i] + velocity)
    return new_params, new_velocities
