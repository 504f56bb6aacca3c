import numpy as np


def echo_state_update(u, w_in, w, b, x0, rho, leak):
    scaled = w * (rho / np.abs(np.linalg.eigvals(w)).max())
    x, states = x0, []
    for row in u:
        drive = np.tanh(w_in @ row + scaled @ x + b)
        x = x + leak * drive
        states.append(x)
    return np.array(states)
