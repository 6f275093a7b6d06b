"""Traces of optimisers and schedules by PyTorch (LARS by NumPy, from the paper's algorithm): python3 generate.py > traces.json"""
import json
import numpy as np
import torch

torch.set_default_dtype(torch.float64)
c = torch.tensor([1.0, 10.0, 0.1, 2.0, 0.5, 3.0])
t = torch.tensor([0.3, 0.1, -0.2, 0.7, -1.1, 0.0])
start = [1.0, -2.0, 0.5, 0.25, -0.75, 1.5]


def gradient(w):
    return 2 * c * (w - t) + 3 * torch.cos(3 * w)


def trace(make, steps=12):
    w = torch.tensor(start, requires_grad=True)
    optimiser = make([w])
    rows = []
    for _ in range(steps):
        w.grad = gradient(w.detach())
        optimiser.step()
        rows.append(w.detach().tolist())
    return rows


def lars(rate, momentum, decay, trust, steps=12):
    w = np.array(start)
    v = np.zeros_like(w)
    rows = []
    for _ in range(steps):
        g = gradient(torch.tensor(w)).numpy()
        weight, slope = np.sqrt(np.sum(w * w)), np.sqrt(np.sum(g * g))
        local = trust * weight / (slope + decay * weight)
        v = momentum * v + rate * local * (g + decay * w)
        w = w - v
        rows.append(w.tolist())
    return rows


def rates(make, steps=40, measures=None):
    w = torch.tensor(start, requires_grad=True)
    optimiser = torch.optim.SGD([w], lr=0.1)
    schedule = make(optimiser)
    rows = []
    for k in range(steps):
        rows.append(optimiser.param_groups[0]["lr"])
        optimiser.step()
        schedule.step(measures[k]) if measures else schedule.step()
    return rows


measures = [float(m) for m in np.round(np.exp(-np.arange(40) / 6.0) + 0.05 * np.sin(np.arange(40) * 1.7), 6)]
O = torch.optim
S = torch.optim.lr_scheduler
print(json.dumps({
    "versions": {"torch": torch.__version__, "numpy": np.__version__},
    "c": c.tolist(), "t": t.tolist(), "start": start,
    "sgd_plain": trace(lambda p: O.SGD(p, lr=0.05, weight_decay=0.02)),
    "sgd_dampened": trace(lambda p: O.SGD(p, lr=0.05, momentum=0.8, dampening=0.3, weight_decay=0.02)),
    "sgd_nesterov": trace(lambda p: O.SGD(p, lr=0.02, momentum=0.9, nesterov=True)),
    "adam": trace(lambda p: O.Adam(p, lr=0.1, betas=(0.8, 0.95), eps=1e-3, weight_decay=0.05)),
    "adamw": trace(lambda p: O.AdamW(p, lr=0.1, betas=(0.8, 0.95), eps=1e-3, weight_decay=0.05)),
    "lars": lars(2.0, 0.9, 0.01, 0.02),
    "multi_step": rates(lambda o: S.MultiStepLR(o, [5, 12, 30], 0.3)),
    "exponential": rates(lambda o: S.ExponentialLR(o, 0.9)),
    "cosine": rates(lambda o: S.CosineAnnealingLR(o, 39, 0.01)),
    "restarts": rates(lambda o: S.CosineAnnealingWarmRestarts(o, 5, 2, 0.001)),
    "measures": measures,
    "plateau": rates(lambda o: S.ReduceLROnPlateau(o, factor=0.5, patience=2, threshold=1e-2, min_lr=0.02), measures=measures),
}, indent=1))
