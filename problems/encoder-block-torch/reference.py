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


def _run(block, x, real):
    seen = np.ones((len(x), x.shape[1], x.shape[1]), dtype=bool)
    if real is not None:
        seen = seen & real[:, None, :]
    gathered, attention_back = block.attention(("q_proj", "k_proj", "v_proj", "out_proj"), x, x, seen)
    y, first_back = block.norm("norm1", x + gathered)
    changed, feed_back = block.feed_forward(y)
    z, second_back = block.norm("norm2", y + changed)

    def back(up):
        of_sum = second_back(up)
        of_first = first_back(of_sum + feed_back(of_sum))
        return of_first + sum(attention_back(of_first))

    return z, back


def EncoderBlock(init, parameters, x, real):
    return _run(_Block(init, parameters), x, real)[0]


def EncoderBlock_backward(upstream, init, parameters, x, real):
    block = _Block(init, parameters)
    of_x = _run(block, x, real)[1](upstream)
    return {"parameters": block.gradients, "args": (of_x, None)}
