"""The block place by place; each stage returns its values and the way back through it."""

import numpy as np


class _Block:
    """Stages with the parameters of one block; `gradients` gathers theirs on the way back."""

    def __init__(self, init, parameters):
        self.parameters = parameters
        self.gradients = {name: np.zeros(value.shape) for name, value in parameters.items()}
        self.width = init["d_model"] // init["heads"]
        self.parts = [slice(self.width * h, self.width * (h + 1)) for h in range(init["heads"])]

    def linear(self, name, x):
        weight, bias = self.parameters[f"{name}.weight"], self.parameters[f"{name}.bias"]

        def back(up):
            self.gradients[f"{name}.weight"] += np.einsum("bto,bti->oi", up, x)
            self.gradients[f"{name}.bias"] += up.sum((0, 1))
            return up @ weight

        return np.einsum("bti,oi->bto", x, weight) + bias, back

    def norm(self, name, x):
        gamma, n = self.parameters[f"{name}.weight"], x.shape[-1]
        centring = np.eye(n) - 1 / n
        centred = x @ centring
        spread = np.sqrt((centred**2).sum(-1, keepdims=True) / n + 1e-5)
        unit = centred / spread

        def back(up):
            self.gradients[f"{name}.weight"] += (up * unit).sum((0, 1))
            self.gradients[f"{name}.bias"] += up.sum((0, 1))
            inner = up * gamma
            along = (inner * unit).sum(-1, keepdims=True) / n
            return (inner - unit * along) @ centring / spread

        return gamma * unit + self.parameters[f"{name}.bias"], back

    def attention(self, names, query, memory, seen):
        """Return what each place gathers; seen tells which keys it may look at."""
        (q, q_back), (k, k_back), (v, v_back) = (
            self.linear(name, x) for name, x in zip(names, (query, memory, memory), strict=False)
        )
        weights, joined = np.zeros((len(self.parts), *seen.shape)), np.zeros(q.shape)
        for h, b, i in np.ndindex(weights.shape[:3]):
            part, keys = self.parts[h], np.flatnonzero(seen[b, i])
            scores = k[b, keys, part] @ q[b, i, part] / np.sqrt(self.width)
            weights[h, b, i, keys] = np.exp(scores - np.logaddexp.reduce(scores))
            joined[b, i, part] = weights[h, b, i] @ v[b, :, part]
        out, out_back = self.linear(names[3], joined)

        def back(up):
            of_joined = out_back(up)
            of_q, of_k, of_v = np.zeros(q.shape), np.zeros(k.shape), np.zeros(v.shape)
            for h, b, i in np.ndindex(weights.shape[:3]):
                part, w = self.parts[h], weights[h, b, i]
                of_v[b, :, part] += np.outer(w, of_joined[b, i, part])
                gain = v[b, :, part] @ of_joined[b, i, part]
                of_scores = w * (gain - w @ gain) / np.sqrt(self.width)
                of_q[b, i, part] += of_scores @ k[b, :, part]
                of_k[b, :, part] += np.outer(of_scores, q[b, i, part])
            return q_back(of_q), k_back(of_k) + v_back(of_v)

        return out, back

    def feed_forward(self, x):
        inner, first_back = self.linear("ff1", x)
        out, second_back = self.linear("ff2", np.where(inner > 0, inner, 0.0))
        return out, lambda up: first_back(second_back(up) * np.heaviside(inner, 0.0))


def _names(kind):
    return [f"{kind}_{part}" for part in ("q", "k", "v", "out")]


def _run(block, x, memory, real):
    b, n, m = len(x), x.shape[1], memory.shape[1]
    past = np.array([[[j <= i for j in range(n)] for i in range(n)]] * b)
    seen = np.repeat(np.ones((b, 1, m), dtype=bool) if real is None else real[:, None], n, axis=1)
    own, own_back = block.attention(_names("self"), x, x, past)
    y, first_back = block.norm("norm1", x + own)
    other, other_back = block.attention(_names("cross"), y, memory, seen)
    u, second_back = block.norm("norm2", y + other)
    changed, feed_back = block.feed_forward(u)
    z, third_back = block.norm("norm3", u + changed)

    def back(up):
        of_sum = third_back(up)
        of_sum = second_back(of_sum + feed_back(of_sum))
        of_y, of_memory = other_back(of_sum)
        of_first = first_back(of_sum + of_y)
        return of_first + sum(own_back(of_first)), of_memory

    return z, back


def DecoderBlock(init, parameters, x, memory, real):
    return _run(_Block(init, parameters), x, memory, real)[0]


def DecoderBlock_backward(upstream, init, parameters, x, memory, real):
    block = _Block(init, parameters)
    gradients = _run(block, x, memory, real)[1](upstream)
    return {"parameters": block.gradients, "args": (*gradients, None)}
