"""Times of PyTorch on the work of `Gsp.Benchmarks networks sssd` and `fftconv`: processor time of the process, least of the rounds.

torch_sssd.py sssd THREADS ROUNDS CHANNELS BLOCKS KERNELS BATCH LENGTH ORDER   KERNELS: cauchy (made anew as the published code does) or map
torch_sssd.py fftconv THREADS ROUNDS BATCH CHANNELS LENGTH
Prints `= name value` for figures.
"""
import math, resource, sys, time

import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F

what, threads, rounds = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
numbers = [int(a) for a in sys.argv[4:] if a.isdigit()]
torch.set_num_threads(threads)
torch.manual_seed(1)
if "quiet" not in sys.argv:
    print(torch.__version__, torch.__config__.show().split(", CXX_FLAGS")[0])


def least(task):
    task(), task()
    cpu = wall = float("inf")
    for _ in range(rounds):
        start, clock = time.process_time(), time.perf_counter()
        task()
        cpu = min(cpu, time.process_time() - start)
        wall = min(wall, time.perf_counter() - clock)
    return cpu, wall


def legs(order):
    """Eigenvalues of the normal part of HiPPO-LegS, and B and P in its basis: the half with positive imaginary parts."""
    n = np.arange(order)
    b, p = np.sqrt(2 * n + 1.0), np.sqrt(n + 0.5)
    a = -np.tril(np.outer(b, b), -1) - np.diag(n + 1.0)
    skew = a + np.outer(p, p) + 0.5 * np.eye(order)
    w, v = np.linalg.eigh(-1j * skew)
    keep = w > 0
    return -0.5 + 1j * w[keep], v[:, keep].conj().T @ b, v[:, keep].conj().T @ p


class S4(nn.Module):
    def __init__(self, channels, length, order, kernels):
        super().__init__()
        self.length, self.kernels = length, kernels
        lam, b, p = (torch.tensor(x, dtype=torch.cfloat) for x in legs(order))
        low, high = math.log(1e-3), math.log(1e-1)
        self.register_buffer("log_dt", low + (high - low) * torch.rand(channels))
        self.register_buffer("w", lam.repeat(channels, 1))
        self.register_buffer("b", b.repeat(1, channels, 1))
        self.register_buffer("p", p.repeat(1, channels, 1))
        self.c = nn.Parameter(torch.randn(2, channels, order // 2, 2) * 0.5**0.5)
        self.d = nn.Parameter(torch.randn(1, channels))
        self.weight = nn.Parameter(torch.randn(channels, channels) / channels**0.5)
        self.bias = nn.Parameter(torch.zeros(channels, 1))
        if kernels == "map":
            # Frozen systems: the kernel is linear in the pairs of c, so its matrix is made once.
            with torch.no_grad():
                rows = []
                for part in (1, 1j):
                    for n in range(order // 2):
                        unit = torch.zeros(1, channels, order // 2, dtype=torch.cfloat)
                        unit[:, :, n] = part
                        rows.append(self.cauchy(unit)[0])
                self.register_buffer("map", torch.stack(rows, 1))

    def cauchy(self, c):
        """The kernel by its generating function, sums over the kept modes by one large quotient as in the published fallback."""
        dt = self.log_dt.exp()
        omega = torch.exp(-2j * math.pi * torch.arange(self.length // 2 + 1) / self.length).to(torch.cfloat)
        z = 2 * (1 - omega) / (1 + omega)
        w = self.w * dt[:, None]
        left = torch.cat([self.b, self.p], 0)
        right = torch.cat([c, self.p.conj()], 0)
        v = left[:, None] * right[None]
        r = (v[..., None] / (z - w[..., None])).sum(-2) * dt[:, None]
        k = r[:-1, :-1] - r[:-1, -1:] * r[-1:, :-1] / (1 + r[-1:, -1:])
        k = k * 2 / (1 + omega)
        return torch.fft.irfft(k[0], n=self.length)

    def forward(self, u):
        length = self.length
        if self.kernels == "map":
            k = torch.einsum("dhn,hnl->dhl", torch.cat([self.c[..., 0], self.c[..., 1]], -1), self.map)
        else:
            k = self.cauchy(torch.view_as_complex(self.c))
        k = F.pad(k[0], (0, length)) + F.pad(k[1].flip(-1), (length, 0))
        k_f = torch.fft.rfft(k, n=2 * length)
        u_f = torch.fft.rfft(u, n=2 * length)
        y = torch.fft.irfft(u_f * k_f, n=2 * length)[..., :length]
        y = y + u * self.d[0][:, None]
        return self.weight @ F.gelu(y) + self.bias


class S4Layer(nn.Module):
    def __init__(self, *shape):
        super().__init__()
        self.s4 = S4(*shape)
        self.norm = nn.LayerNorm(shape[0])

    def forward(self, u):
        return self.norm((self.s4(u) + u).transpose(1, 2)).transpose(1, 2)


def conv(inputs, outputs, taps=1):
    return nn.utils.weight_norm(nn.Conv1d(inputs, outputs, taps, padding=taps // 2))


class Block(nn.Module):
    def __init__(self, channels, length, order, kernels):
        super().__init__()
        self.step = nn.Linear(512, channels)
        self.conv = conv(channels, 2 * channels, 3)
        self.first = S4Layer(2 * channels, length, order, kernels)
        self.cond = conv(2, 2 * channels)
        self.second = S4Layer(2 * channels, length, order, kernels)
        self.res, self.skip = conv(channels, channels), conv(channels, channels)
        self.channels = channels

    def forward(self, x, embedding, known):
        h = self.conv(x + self.step(embedding)[..., None])
        h = self.second(self.first(h) + self.cond(known))
        gated = torch.tanh(h[:, : self.channels]) * torch.sigmoid(h[:, self.channels :])
        return (x + self.res(gated)) * math.sqrt(0.5), self.skip(gated)


class Sssd(nn.Module):
    def __init__(self, channels, blocks, length, order, kernels):
        super().__init__()
        self.start, self.end = conv(1, channels), conv(channels, channels)
        self.first, self.second = nn.Linear(128, 512), nn.Linear(512, 512)
        self.blocks = nn.ModuleList(Block(channels, length, order, kernels) for _ in range(blocks))
        self.out = nn.Conv1d(channels, 1, 1)
        nn.init.normal_(self.out.weight, 0, 0.1)

    def forward(self, x, known, steps):
        angles = steps[:, None] * torch.exp(-math.log(1e4) / 63 * torch.arange(64))
        e = F.silu(self.second(F.silu(self.first(torch.cat([angles.sin(), angles.cos()], 1)))))
        h, total = F.relu(self.start(x)), 0
        for block in self.blocks:
            h, skip = block(h, e, known)
            total = total + skip
        return self.out(F.relu(self.end(total * math.sqrt(1 / len(self.blocks)))))


def sssd():
    channels, blocks, batch, length, order = numbers[0:5]
    network = Sssd(channels, blocks, length, order, sys.argv[6])
    x, noise = torch.randn(batch, 1, length), torch.randn(batch, 1, length)
    mask = (torch.arange(length) % 3 > 0).float().expand(batch, 1, length)
    known = torch.cat([mask * x, mask], 1)
    steps = torch.arange(batch) * 10

    def step():
        network.zero_grad()
        loss = (((network(x, known, steps) - noise) ** 2) * (1 - mask)).sum() / (1 - mask).sum()
        loss.backward()

    def infer():
        with torch.no_grad():
            network(x, known, steps)

    cpu, wall = least(step)
    print("= cpu", cpu)
    print("= wall", wall)
    print("= infer", least(infer)[0])


def fftconv():
    batch, channels, length = numbers[0:3]
    u = torch.randn(batch, channels, length, requires_grad=True)
    k = torch.randn(2, channels, length, requires_grad=True)
    g = torch.randn(batch, channels, length)

    def forward():
        two = F.pad(k[0], (0, length)) + F.pad(k[1].flip(-1), (length, 0))
        product = torch.fft.rfft(u, n=2 * length) * torch.fft.rfft(two, n=2 * length)
        return torch.fft.irfft(product, n=2 * length)[..., :length]

    def both():
        u.grad = k.grad = None
        forward().backward(g)

    def only():
        with torch.no_grad():
            forward()

    print("= forward", least(only)[0])
    print("= both", least(both)[0])


{"sssd": sssd, "fftconv": fftconv}[what]()
print("= peak", resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
