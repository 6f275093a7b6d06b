"""Makes convolution_operations.json with PyTorch in float64: python3 convolution_operations.py."""
import json, os

import numpy as np
import torch
import torch.nn.functional as F

random = np.random.default_rng(7)


def draw(*shape):
    return torch.tensor(np.round(random.normal(size=shape), 4), requires_grad=True)


def case(function, **inputs):
    y = function(**inputs)
    g = torch.tensor(np.round(random.normal(size=tuple(y.shape)), 4))
    (y * g).sum().backward()
    return dict(
        inputs={name: x.tolist() for name, x in inputs.items()},
        y=y.tolist(),
        g=g.tolist(),
        gradients={name: x.grad.tolist() for name, x in inputs.items()},
    )


def weight_normed(x, weight_v, weight_g):
    layer = torch.nn.utils.weight_norm(torch.nn.Conv1d(3, 4, 2, bias=False).double())
    del layer.weight_v, layer.weight_g
    layer.weight_v, layer.weight_g = weight_v, weight_g
    return layer(x)


cases = dict(
    grouped=case(
        lambda x, w, b: F.conv1d(x, w, b, stride=3, padding=4, dilation=2, groups=2),
        x=draw(2, 4, 17),
        w=draw(6, 2, 4),
        b=draw(6),
    ),
    depthwise=case(lambda x, w, b: F.conv1d(x, w, b, padding=2, groups=3), x=draw(2, 3, 19), w=draw(6, 1, 5), b=draw(6)),
    max_pool=case(lambda x: F.max_pool1d(x, 3, 2, 1), x=draw(2, 3, 12)),
    average_pool=case(lambda x: F.avg_pool1d(x, 4, 3, 2), x=draw(2, 3, 13)),
    average_pool_without_padding=case(lambda x: F.avg_pool1d(x, 4, 3, 2, count_include_pad=False), x=draw(2, 3, 13)),
    adaptive_pool=case(lambda x: F.adaptive_avg_pool1d(x, 5), x=draw(2, 3, 13)),
    group_norm=case(lambda x, w, b: F.group_norm(x, 3, w, b), x=draw(2, 6, 5), w=draw(6), b=draw(6)),
    batch_norm_rows=case(lambda x, w, b: F.batch_norm(x, None, None, w, b, training=True), x=draw(7, 3), w=draw(3), b=draw(3)),
    weight_norm=case(weight_normed, x=draw(2, 3, 6), weight_v=draw(4, 3, 2), weight_g=draw(4, 1, 1)),
)
path = os.path.join(os.path.dirname(os.path.abspath(__file__)), "convolution_operations.json")
json.dump(cases, open(path, "w"))
