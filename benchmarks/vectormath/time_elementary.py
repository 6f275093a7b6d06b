"""Times of NumPy (SciPy for erf and the sigmoid) and torch on the work of `Gsp.Benchmarks vectormath`, one thread.

time_elementary.py ELEMENTS ROUNDS: prints a line `library function type nanoseconds-per-element`, the least CPU time of the rounds.
"""
import os, sys, time

os.environ.update(OMP_NUM_THREADS="1", OPENBLAS_NUM_THREADS="1", MKL_NUM_THREADS="1")
import numpy as np
import scipy.special

n, rounds = int(sys.argv[1]), int(sys.argv[2])
numpy_functions = {
    "Exp": np.exp,
    "ExpOfNegative": np.exp,
    "ExpMinusOne": np.expm1,
    "Log": np.log,
    "LogOnePlus": np.log1p,
    "Tanh": np.tanh,
    "Sigmoid": scipy.special.expit,
    "Erf": scipy.special.erf,
    "Sin": np.sin,
    "Cos": np.cos,
}
try:
    import torch

    torch.set_num_threads(1)
    torch.set_grad_enabled(False)
    torch_functions = {
        "Exp": torch.exp,
        "ExpOfNegative": torch.exp,
        "ExpMinusOne": torch.expm1,
        "Log": torch.log,
        "LogOnePlus": torch.log1p,
        "Softplus": lambda x, out: torch._C._nn.softplus(x, out=out),
        "Tanh": torch.tanh,
        "Sigmoid": torch.sigmoid,
        "Erf": torch.erf,
        "Sin": torch.sin,
        "Cos": torch.cos,
    }
except ImportError:
    torch_functions = {}


def least(task):
    best = float("inf")
    for _ in range(rounds):
        start = time.thread_time_ns()
        for _ in range(20):
            task()
        best = min(best, (time.thread_time_ns() - start) / 20)
    return best / n


for kind in ("float32", "float64"):
    # The arguments of the other side: evenly from -4 to 4, their magnitudes for logarithms.
    spread = np.linspace(-4, 4, n + 1)[:n].astype(kind)
    for name in sorted(set(numpy_functions) | set(torch_functions)):
        x = np.abs(spread) + np.array(0.001, kind) if name.startswith("Log") else spread
        x = -np.abs(x) if name == "ExpOfNegative" else x
        y = np.empty_like(x)
        if name in numpy_functions:
            print("numpy", name, kind, least(lambda: numpy_functions[name](x, out=y)))
        if name in torch_functions:
            tx, ty = torch.from_numpy(x), torch.from_numpy(y)
            print("torch", name, kind, least(lambda: torch_functions[name](tx, out=ty)))
