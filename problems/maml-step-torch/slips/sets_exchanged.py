import torch


def maml_step(theta, x_support, y_support, x_query, y_query, alpha, beta):
    w = theta.clone().requires_grad_()
    loss = 0.0
    for xq, yq, xs, ys in zip(x_support, y_support, x_query, y_query, strict=True):
        inner = ((xs @ w - ys) ** 2).mean()
        (g,) = torch.autograd.grad(inner, w, create_graph=True)
        adapted = w - alpha * g
        loss = loss + ((xq @ adapted - yq) ** 2).mean() / len(x_support)
    (outer,) = torch.autograd.grad(loss, w)
    return theta - beta * outer, loss
