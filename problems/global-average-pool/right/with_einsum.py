import torch


def global_average_pool(x, layout):
    total = torch.einsum("nchw->nc" if layout == "NCHW" else "nhwc->nc", x)
    return total * (total.numel() / x.numel())
