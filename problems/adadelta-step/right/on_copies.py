import numpy as np


def adadelta_step(param, grad, sq_grad, sq_step, rho, eps):
    param, sq_grad, sq_step = param.copy(), sq_grad.copy(), sq_step.copy()
    sq_grad += (1 - rho) * (np.square(grad) - sq_grad)
    change = grad * ((sq_step + eps) / (sq_grad + eps)) ** 0.5
    sq_step *= rho
    sq_step += (1 - rho) * np.square(change)
    param -= change
    return param, sq_grad, sq_step
