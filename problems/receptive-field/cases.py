"""Stacks of convolutions and pooling, shallow and deep; the last few are drawn afresh."""


def cases(rng):
    yield "one layer", ([(3, 1, 1)],)
    yield "two layers", ([(3, 1, 1), (3, 1, 1)],)
    yield "three different kernels", ([(3, 1, 1), (5, 1, 1), (2, 1, 1)],)
    yield "1x1 kernels", ([(1, 1, 1), (1, 1, 1)],)
    yield "one layer of stride 2", ([(3, 2, 1)],)
    yield "stride 2 first", ([(3, 2, 1), (3, 1, 1)],)
    yield "stride 2 last", ([(3, 1, 1), (3, 2, 1)],)
    yield "two strides", ([(3, 2, 1), (3, 3, 1), (3, 1, 1)],)
    yield "one dilated layer", ([(3, 1, 4)],)
    yield "dilations that double", ([(2, 1, 1), (2, 1, 2), (2, 1, 4), (2, 1, 8)],)
    yield "stride and dilation", ([(3, 2, 2), (3, 2, 3), (4, 1, 2)],)
    yield "a stride beyond the kernel", ([(2, 5, 1), (2, 1, 1), (1, 3, 7), (2, 1, 1)],)
    yield "a dilated 1x1 kernel", ([(1, 2, 9), (3, 1, 1)],)
    resnet = [(7, 2, 1), (3, 2, 1)] + [(3, 1, 1)] * 4 + [(3, 2, 1)]
    yield "the beginning of ResNet", (resnet,)
    two = [(3, 1, 1), (3, 1, 1), (2, 2, 1)]
    three = [(3, 1, 1), *two]
    vgg = two * 2 + three
    yield "the beginning of VGG16", (vgg,)
    for name, count in (("random", 3), ("random deep", 7)):
        yield name, ([tuple(int(n) for n in rng.integers(1, 5, 3)) for _ in range(count)],)
