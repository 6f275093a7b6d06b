"""Times of PyTorch on the work of `Gsp.Benchmarks networks`, processor time of the whole process, least of the rounds.

torch_convolution.py conv THREADS ROUNDS LAYER...: a layer is batch,in,out,taps,stride,length,groups; prints `= layer pass seconds`.
"""
import sys, time

import torch
import torch.nn as nn

what, threads, rounds = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
torch.set_num_threads(threads)
torch.manual_seed(1)
print("PyTorch", torch.__version__)
print(torch.__config__.show().split(", CXX_FLAGS")[0])


def least(task):
    task(), task()
    best = float("inf")
    for _ in range(rounds):
        start = time.process_time()
        task()
        best = min(best, time.process_time() - start)
    return best


def conv(layer):
    batch, channels, outputs, taps, stride, length, groups = map(int, layer.split(","))
    padding = (taps - 1) // 2
    x = torch.randn(batch, channels, length)
    w = torch.randn(outputs, channels // groups, taps)
    forward = lambda: torch.nn.functional.conv1d(x, w, None, stride, padding, 1, groups)
    g = torch.randn_like(forward())
    backward = lambda mask: torch.ops.aten.convolution_backward(
        g, x, w, None, [stride], [padding], [1], False, [0], groups, mask
    )
    print("=", layer, "forward", least(forward))
    print("=", layer, "input", least(lambda: backward([True, False, False])))
    print("=", layer, "weight", least(lambda: backward([False, True, False])))


if what == "conv":
    with torch.no_grad():
        for layer in sys.argv[4:]:
            conv(layer)


class Basic(nn.Module):
    def __init__(self, inputs, outputs, stride):
        super().__init__()
        self.conv1 = nn.Conv1d(inputs, outputs, 3, stride, 1, bias=False)
        self.bn1 = nn.BatchNorm1d(outputs)
        self.conv2 = nn.Conv1d(outputs, outputs, 3, 1, 1, bias=False)
        self.bn2 = nn.BatchNorm1d(outputs)
        self.downsample = None
        if stride != 1 or inputs != outputs:
            self.downsample = nn.Sequential(
                nn.Conv1d(inputs, outputs, 1, stride, bias=False), nn.BatchNorm1d(outputs)
            )

    def forward(self, x):
        y = torch.relu_(self.bn1(self.conv1(x)))
        y = self.bn2(self.conv2(y))
        return torch.relu_(y + (x if self.downsample is None else self.downsample(x)))


def resnet(stem):
    import resource

    layers = [nn.Conv1d(12, 64, stem, 2, (stem - 1) // 2, bias=False), nn.BatchNorm1d(64), nn.ReLU(inplace=True)]
    channels = 64
    for stage, width in enumerate((64, 128, 256, 512)):
        for block in range(2):
            layers.append(Basic(channels, width, 2 if stage > 0 and block == 0 else 1))
            channels = width
    net = nn.Sequential(*layers, nn.AdaptiveAvgPool1d(1), nn.Flatten(), nn.Linear(channels, 10))
    optimiser = torch.optim.SGD(net.parameters(), lr=1e-3)
    x = torch.randn(16, 12, 1000)
    target = torch.arange(16) % 10
    wall = float("inf")

    def step():
        nonlocal wall
        start = time.perf_counter()
        loss = nn.functional.cross_entropy(net(x), target)
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
        wall = min(wall, time.perf_counter() - start)

    print("= cpu", least(step))
    print("= wall", wall)
    print("= peak", resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


if what == "resnet":
    resnet(int(sys.argv[4]))
