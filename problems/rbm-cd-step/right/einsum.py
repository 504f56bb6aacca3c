import numpy as np


def rbm_cd_step(v, w, b, c, uh, uv, lr):
    def up(state):
        return 0.5 * (np.tanh(0.5 * (np.einsum("nv,vh->nh", state, w) + c)) + 1)

    awake = up(v)
    down = np.einsum("nh,vh->nv", np.where(uh < awake, 1.0, 0.0), w) + b
    dream = np.where(uv < 0.5 * (np.tanh(0.5 * down) + 1), 1.0, 0.0)
    asleep = up(dream)
    products = np.einsum("nv,nh->nvh", v, awake) - np.einsum("nv,nh->nvh", dream, asleep)
    return tuple(
        old + lr * change.mean(axis=0)
        for old, change in ((w, products), (b, v - dream), (c, awake - asleep))
    )
