"""Times a training step of CSDI's residual blocks in PyTorch: python3 torch_csdi.py threads rounds dropout."""
import math
import resource
import sys
import time

import torch
from torch import nn

threads, rounds, dropout = int(sys.argv[1]), int(sys.argv[2]), float(sys.argv[3])
torch.set_num_threads(threads)
clock = time.process_time if threads == 1 else time.perf_counter


class Block(nn.Module):
    def __init__(self, channels=64, heads=8, side=145, step=128):
        super().__init__()
        self.step = nn.Linear(step, channels)
        self.side = nn.Conv1d(side, 2 * channels, 1)
        self.middle = nn.Conv1d(channels, 2 * channels, 1)
        self.output = nn.Conv1d(channels, 2 * channels, 1)
        self.time = nn.TransformerEncoderLayer(channels, heads, 64, dropout, "gelu")

    def forward(self, x, side, step):
        y = x + self.step(step).unsqueeze(-1)
        y = self.time(y.permute(2, 0, 1)).permute(1, 2, 0)
        y = self.middle(y) + self.side(side)
        gate, band = torch.chunk(y, 2, 1)
        y = self.output(torch.sigmoid(gate) * torch.tanh(band))
        residual, skip = torch.chunk(y, 2, 1)
        return (x + residual) / math.sqrt(2), skip


blocks = nn.ModuleList(Block() for _ in range(4))
x, side, step = torch.randn(4, 64, 1000), torch.randn(4, 145, 1000), torch.randn(4, 128)
optimiser = torch.optim.SGD(blocks.parameters(), 1e-3)


def loss():
    h, skips = x, 0
    for block in blocks:
        h, skip = block(h, side, step)
        skips = skips + skip
    return skips.square().mean()


def forward():
    with torch.no_grad():
        loss()


def train():
    optimiser.zero_grad()
    loss().backward()
    optimiser.step()


def least(task):
    task()
    best = math.inf
    for _ in range(rounds):
        start = clock()
        task()
        best = min(best, clock() - start)
    return best


def peak():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


before = peak()
print("= forward", least(forward))
print("= training-step", least(train))
print("= more-MiB", peak() - before)
print("= process-MiB", peak())
