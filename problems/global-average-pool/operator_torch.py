from torch.nn import functional as F


def global_average_pool(x, layout):
    if layout == "NHWC":
        x = x.permute(0, 3, 1, 2)
    return F.adaptive_avg_pool2d(x, 1).flatten(1)
