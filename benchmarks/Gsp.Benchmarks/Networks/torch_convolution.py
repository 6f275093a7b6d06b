"""Times of PyTorch on the work of `Gsp.Benchmarks networks`, processor time of the whole process, least of the rounds.

torch_convolution.py conv THREADS ROUNDS LAYER...: a layer is batch,in,out,taps,stride,length; prints `= layer pass seconds`.
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
    batch, channels, outputs, taps, stride, length = map(int, layer.split(","))
    padding = (taps - 1) // 2
    x = torch.randn(batch, channels, length)
    w = torch.randn(outputs, channels, taps)
    forward = lambda: torch.nn.functional.conv1d(x, w, None, stride, padding)
    g = torch.randn_like(forward())
    backward = lambda mask: torch.ops.aten.convolution_backward(
        g, x, w, None, [stride], [padding], [1], False, [0], 1, mask
    )
    print("=", layer, "forward", least(forward))
    print("=", layer, "input", least(lambda: backward([True, False, False])))
    print("=", layer, "weight", least(lambda: backward([False, True, False])))


if what == "conv":
    with torch.no_grad():
        for layer in sys.argv[4:]:
            conv(layer)
