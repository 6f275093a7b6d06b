"""GRU and LSTM of torch (float64): outputs and gradients for given weights. Run beside this file: python3 generate.py"""
import json
import torch

torch.set_default_dtype(torch.float64)
torch.manual_seed(7)


def numbers(t):
    return t.detach().contiguous().reshape(-1).tolist()


def case(name, module, layers):
    x = torch.randn(2, 5, 3, requires_grad=True)
    states = [torch.randn(2 * layers, 2, 4, requires_grad=True) for _ in range(1 if name == "gru" else 2)]
    y, last = module(x, states[0] if name == "gru" else tuple(states))
    last = [last] if name == "gru" else list(last)
    seeds = [torch.randn_like(t) for t in [y, *last]]
    sum((s * t).sum() for s, t in zip(seeds, [y, *last])).backward()
    result = dict(
        parameters={k: numbers(v) for k, v in module.named_parameters()},
        gradients={k: numbers(v.grad) for k, v in module.named_parameters()},
        x=numbers(x), states=[numbers(s) for s in states], y=numbers(y), last=[numbers(t) for t in last],
        seeds=[numbers(s) for s in seeds], grad_x=numbers(x.grad), grad_states=[numbers(s.grad) for s in states],
    )
    json.dump(result, open(name + ".json", "w"), separators=(",", ":"))


for name, kind in (("gru", torch.nn.GRU), ("lstm", torch.nn.LSTM)):
    case(name, kind(3, 4, num_layers=2, bidirectional=True, batch_first=True), 2)
