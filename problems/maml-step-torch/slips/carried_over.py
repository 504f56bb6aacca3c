import torch


def maml_step(theta, x_support, y_support, x_query, y_query, alpha, beta):
    w = theta.clone().requires_grad_()
    loss, start = 0.0, w
    for xs, ys, xq, yq in zip(x_support, y_support, x_query, y_query, strict=True):
        inner = ((xs @ start - ys) ** 2).mean()
        (g,) = torch.autograd.grad(inner, start, create_graph=True)
        adapted = start = start - alpha * g
        loss = loss + ((xq @ adapted - yq) ** 2).mean() / len(x_support)
    (outer,) = torch.autograd.grad(loss, w)
    return theta - beta * outer, loss
