"""Encoder layers and cross attention in PyTorch, double precision: python3 generate.py > transformer.json"""
import json

import torch
from torch import nn

torch.manual_seed(5)
torch.set_default_dtype(torch.float64)


def entry(tensor):
    return {"shape": list(tensor.shape), "data": tensor.detach().flatten().tolist()}


def gradients(module):
    return {name: entry(parameter.grad) for name, parameter in module.named_parameters()}


def parameters(module):
    for parameter in module.parameters():
        nn.init.normal_(parameter, std=0.4)
    return {name: entry(parameter) for name, parameter in module.named_parameters()}


result = {"layers": []}
padding = torch.zeros(2, 11, dtype=torch.bool)
padding[1, 8:] = True
future = torch.triu(torch.ones(11, 11, dtype=torch.bool), 1)
for first in (False, True):
    for activation in ("relu", "gelu"):
        for masked in (False, True):
            layer = nn.TransformerEncoderLayer(6, 2, 10, 0.0, activation, batch_first=True, norm_first=first)
            values = parameters(layer)
            x = torch.randn(2, 11, 6, requires_grad=True)
            weights = torch.randn(2, 11, 6)
            options = dict(src_mask=future, src_key_padding_mask=padding) if masked else {}
            y = layer(x, **options)
            (y * weights).sum().backward()
            result["layers"].append(
                dict(norm_first=first, activation=activation, masked=masked, parameters=values, x=entry(x),
                     weights=entry(weights), y=entry(y), x_gradient=entry(x.grad), gradients=gradients(layer)))
attention = nn.MultiheadAttention(6, 3, batch_first=True)
values = parameters(attention)
q, k, v = (torch.randn(2, n, 6, requires_grad=True) for n in (5, 9, 9))
weights = torch.randn(2, 5, 6)
y = attention(q, k, v, need_weights=False)[0]
(y * weights).sum().backward()
result["cross"] = dict(parameters=values, q=entry(q), k=entry(k), v=entry(v), weights=entry(weights), y=entry(y),
                       q_gradient=entry(q.grad), k_gradient=entry(k.grad), v_gradient=entry(v.grad),
                       gradients=gradients(attention))
print(json.dumps(result))
