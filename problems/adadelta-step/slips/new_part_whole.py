import numpy as np


def adadelta_step(param, grad, sq_grad, sq_step, rho, eps):
    new_sq_grad = rho * sq_grad + grad**2
    step = -np.sqrt(sq_step + eps) / np.sqrt(new_sq_grad + eps) * grad
    new_sq_step = rho * sq_step + (1 - rho) * step**2
    return param + step, new_sq_grad, new_sq_step
