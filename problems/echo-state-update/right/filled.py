import numpy as np


def echo_state_update(u, w_in, w, b, x0, rho, leak):
    roots = np.linalg.eig(w)[0]
    factor = rho / np.sqrt(np.max(roots.real**2 + roots.imag**2))
    pushes = np.einsum("td,nd->tn", u, w_in) + b
    states = np.empty((len(u) + 1, len(x0)))
    states[0] = x0
    for t, push in enumerate(pushes):
        before = states[t]
        states[t + 1] = before + leak * (np.tanh(push + factor * w.dot(before)) - before)
    return states[1:]
