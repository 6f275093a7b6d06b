"""Training of a graph GRU in PyTorch: torch_graph_gru.py product cell threads rounds nodes hidden steps edges.txt

product: coo, csr (torch.sparse.mm) or index (index_add). cell: plain (every gate's features from [x, h] at each step, as the published
code writes it, with r and u in one product) or hoisted (the inputs of all steps convolved and projected at once).
Lines: = name value; seconds are the least processor time of the rounds, forward and backward."""
import resource
import sys
import time

import torch

product, kind = sys.argv[1:3]
threads, rounds, n, h, steps = map(int, sys.argv[3:8])
torch.set_num_threads(threads)
torch.manual_seed(1)
if product == "coo" and kind == "plain":
    print(torch.__version__, torch.__config__.show().replace("\n", " "))
edges = torch.tensor([[float(v) for v in line.split()] for line in open(sys.argv[8])])
row, column, weight = edges[:, 0].long(), edges[:, 1].long(), edges[:, 2].clone()
place = torch.stack([row, column])
A = torch.sparse_coo_tensor(place, weight, (n, n)).coalesce()
At = torch.sparse_coo_tensor(place.flip(0), weight, (n, n)).coalesce()
if product == "csr":
    A, At = A.to_sparse_csr(), At.to_sparse_csr()


class Product(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        return torch.sparse.mm(A, x)

    @staticmethod
    def backward(ctx, g):
        return torch.sparse.mm(At, g.contiguous())


def spread(x):
    if product == "index":
        return torch.zeros_like(x).index_add(0, row, weight[:, None] * x[column])
    return Product.apply(x)


def weights(*shape):
    return ((torch.rand(*shape) * 2 - 1) / shape[-1] ** 0.5).requires_grad_(True)


x = torch.randn(steps, n, h, requires_grad=True)
if kind == "plain":
    gate, gate_bias = weights(2 * h, 4 * h), weights(2 * h)
    candidate, candidate_bias = weights(h, 4 * h), weights(h)
    parameters = [gate, gate_bias, candidate, candidate_bias]
else:
    inputs, bias, gate, candidate = weights(3 * h, 2 * h), weights(3 * h), weights(2 * h, 2 * h), weights(h, 2 * h)
    parameters = [inputs, bias, gate, candidate]
linear = torch.nn.functional.linear


def plain():
    state = torch.zeros(n, h)
    states = []
    for now in x.unbind(0):  # slicing each step would give each a gradient of the whole
        both = torch.cat([now, state], -1)
        r, u = torch.sigmoid(linear(torch.cat([both, spread(both)], -1), gate, gate_bias)).chunk(2, -1)
        both = torch.cat([now, r * state], -1)
        c = torch.tanh(linear(torch.cat([both, spread(both)], -1), candidate, candidate_bias))
        state = u * state + (1 - u) * c
        states.append(state)
    return torch.stack(states)


def hoisted():
    wide = spread(x.transpose(0, 1).reshape(n, -1)).reshape(n, steps, h).transpose(0, 1)
    projected = linear(torch.cat([x, wide], -1), inputs, bias)
    state = torch.zeros(n, h)
    states = []
    for p in projected.unbind(0):
        products = linear(torch.cat([state, spread(state)], -1), gate)
        r, u = torch.sigmoid(p[:, : 2 * h] + products).chunk(2, -1)
        q = r * state
        c = torch.tanh(p[:, 2 * h :] + linear(torch.cat([q, spread(q)], -1), candidate))
        state = u * state + (1 - u) * c
        states.append(state)
    return torch.stack(states)


def train():
    for p in [x, *parameters]:
        p.grad = None
    y = plain() if kind == "plain" else hoisted()
    y.square().mean().backward()


before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
best = 1e9
for k in range(rounds + 1):
    start = time.process_time()
    train()
    if k > 0:
        best = min(best, time.process_time() - start)
name = f"{product}-{kind}"
print(f"= {name} {best}")
print(f"= {name}-MiB {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024 - before}")
