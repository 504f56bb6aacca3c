import torch


def squared(w, x, y):
    return (x @ w - y).square().mean()


def maml_step(theta, x_support, y_support, x_query, y_query, alpha, beta):
    def after(w, xs, ys, xq, yq):
        return squared(w - alpha * torch.func.grad(squared)(w, xs, ys), xq, yq)

    def objective(w):
        tasks = zip(x_support, y_support, x_query, y_query, strict=True)
        return torch.stack([after(w, *task) for task in tasks]).mean()

    loss = objective(theta)
    adapted = [
        theta - alpha * torch.func.grad(squared)(theta, *t) for t in zip(x_support, y_support, strict=True)
    ]
    outer = theta - torch.stack(adapted).mean(0)
    return torch.sub(theta, outer, alpha=beta), loss
