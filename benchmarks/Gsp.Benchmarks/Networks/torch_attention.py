"""Times attention in PyTorch: python3 torch_attention.py threads rounds. Prints "name seconds" and "name-MiB peak"."""
import math
import resource
import sys
import time

import torch

threads, rounds = int(sys.argv[1]), int(sys.argv[2])
torch.set_num_threads(threads)
print(torch.__config__.show())


def attention(q, k, v):
    if hasattr(torch.nn.functional, "scaled_dot_product_attention"):
        return torch.nn.functional.scaled_dot_product_attention(q, k, v)
    return torch.softmax(q @ k.transpose(-1, -2) / math.sqrt(q.shape[-1]), -1) @ v


def least(task):
    task()
    best = math.inf
    for _ in range(rounds):
        start = time.process_time()
        task()
        best = min(best, time.process_time() - start)
    return best


for d in (8, 16, 64):
    q, k, v, g = (torch.randn(4, 8, 1000, d) for _ in range(4))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024

    def forward():
        with torch.no_grad():
            attention(q, k, v)

    print(f"= d={d}-forward", least(forward))
    print(f"= d={d}-forward-MiB", resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024 - before)
    for x in (q, k, v):
        x.requires_grad_(True)

    def both():
        attention(q, k, v).backward(g)
        for x in (q, k, v):
            x.grad = None

    print(f"= d={d}-both", least(both))
    # The peak only grows: later rows can show less than they need.
    print(f"= d={d}-both-MiB", resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024 - before)
