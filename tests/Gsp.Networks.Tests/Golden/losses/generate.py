"""Losses in PyTorch, double precision: python3 generate.py > entropies.json"""
import json

import torch
import torch.nn.functional as F

torch.manual_seed(6)
torch.set_default_dtype(torch.float64)
x = torch.randn(5, 7) * 3
classes = [3, 0, 6, 3, 2]
shares = torch.softmax(torch.randn(5, 7), -1)
labels = (torch.rand(5, 7) < 0.4).double()
weights = torch.rand(7) * 4
mask = (torch.rand(5, 7) < 0.6).double()
target = torch.randn(5, 7)


def case(loss):
    z = x.clone().requires_grad_(True)
    value = loss(z)
    value.backward()
    return dict(loss=value.item(), gradient=z.grad.flatten().tolist())


print(json.dumps(dict(
    x=x.flatten().tolist(), classes=classes, shares=shares.flatten().tolist(), labels=labels.flatten().tolist(),
    weights=weights.tolist(), mask=mask.flatten().tolist(), target=target.flatten().tolist(),
    classes_plain=case(lambda z: F.cross_entropy(z, torch.tensor(classes))),
    classes_smooth=case(lambda z: F.cross_entropy(z, torch.tensor(classes), label_smoothing=0.1)),
    shares_plain=case(lambda z: F.cross_entropy(z, shares)),
    shares_smooth=case(lambda z: F.cross_entropy(z, shares, label_smoothing=0.2)),
    binary=case(lambda z: F.binary_cross_entropy_with_logits(z, labels)),
    binary_weighted=case(lambda z: F.binary_cross_entropy_with_logits(z, labels, pos_weight=weights)),
    masked_l1=case(lambda z: ((z - target).abs() * mask).sum() / mask.sum()),
    masked_l2=case(lambda z: ((z - target).square() * mask).sum() / mask.sum()),
)))
