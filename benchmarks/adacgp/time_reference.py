"""CPU seconds per step of the authors' AdaCGP, on data and states written by `Gsp.Benchmarks adacgp`.

ADACGP_REF names a checkout of jenkins-alex/AdaCGP; needs python3 with torch and numpy. Prints one JSON line a case:
minimum and median CPU milliseconds per step, one thread, float32 as the authors run it.
"""
import contextlib, io, json, os, sys, time, types

os.environ.update(OMP_NUM_THREADS="1", OPENBLAS_NUM_THREADS="1", MKL_NUM_THREADS="1")
sys.path.insert(0, os.environ["ADACGP_REF"])
for absent in ("tqdm",):
    try:
        __import__(absent)
    except ImportError:
        bar = types.ModuleType(absent)

        class tqdm:  # a silent progress bar
            def __init__(self, it): self.it = it
            def __enter__(self): return self
            def __exit__(self, *a): return False
            def __iter__(self): return iter(self.it)
            def set_postfix(self, *a, **k): pass

        bar.tqdm = tqdm
        sys.modules[absent] = bar

import numpy as np
import torch

torch.set_num_threads(1)
# The package's own __init__ imports every peer and their dependencies; only two modules are wanted.
for name in ("src", "src.models", "src.models.adaptive"):
    module = types.ModuleType(name)
    module.__path__ = [os.path.join(os.environ["ADACGP_REF"], *name.split("."))]
    sys.modules[name] = module
import importlib

PROGRAMS = {
    "torch": importlib.import_module("src.models.adaptive.AdaCGP"),
    "numpy": importlib.import_module("src.models.adaptive.AdaCGP_numpy"),
}


class Enough(Exception):
    pass


def settings(case):
    s = dict(P=3, gamma=0.6, w_stepsize=0.01, h_stepsize=0.001, psi_stepsize=1e-5, epsilon=1e-3, nu=0.005, ma_alpha=0.005,
             instant_h=True, patience=10**6, burn_in_debiasing=500, min_delta_percent=0.01, use_armijo=False, warm_up_steps=0,
             alternate=False, alternate_mod=2, monitor_debiasing="pred_error_recursive_moving_average_h",
             mus=case["mus"], use_path_1=case["path"] == 1)
    s["lambda"] = case["lambda"]
    if case["program"] == "numpy":
        s.update(use_eig_stepsize=not case["fixed_steps"], use_armijo_w=not case["fixed_steps"], use_armijo_h=not case["fixed_steps"])
    return s


def run(case, seed=0):
    n, order = case["nodes"], 3
    x = np.fromfile(case["samples"], dtype="<f8").reshape(-1, n)
    steps = len(x) - order
    X = np.stack([np.stack([x[t - p] for p in (1, 2, 3)]) for t in range(order, len(x))]).astype(np.float32)
    y = x[order:][:, :, None].astype(np.float32)
    is_torch = case["program"] == "torch"
    model = PROGRAMS[case["program"]].AdaCGP(n, settings(case), torch.device("cpu"))
    torch.manual_seed(seed)
    if case.get("state"):
        flat = np.fromfile(case["state"], dtype="<f8").astype(np.float32)
        at = 0
        for key, shape in (("R0", (3 * n, 3 * n)), ("P0", (n, 3 * n)), ("Psi", (n, 3 * n)), ("Psi_pos", (n, 3 * n)),
                           ("Psi_neg", (n, 3 * n)), ("W", (n, n)), ("W_pos", (n, n)), ("W_neg", (n, n))):
            size = shape[0] * shape[1]
            block = flat[at:at + size].reshape(shape).copy()
            setattr(model, key, torch.tensor(block) if is_torch else block)
            at += size
    if is_torch:
        X, y = torch.tensor(X), torch.tensor(y)
    stamps, begin = [], time.time()
    inner = model.update_psi

    def stamped(*args):
        stamps.append(time.process_time())
        if len(stamps) > 4 and time.time() - begin > case["budget"]:
            raise Enough
        return inner(*args)

    model.update_psi = stamped
    try:
        with contextlib.redirect_stderr(io.StringIO()), contextlib.redirect_stdout(io.StringIO()):
            model.run(X=X, y=y)
    except Enough:
        pass
    each = np.diff(stamps)[1:]
    return dict(steps=len(each), min_ms=float(each.min() * 1e3), median_ms=float(np.median(each) * 1e3))


for line in sys.stdin:
    case = json.loads(line)
    for seed in range(20):  # float32 lobpcg fails for some random starts while R is rank deficient
        try:
            print(json.dumps(run(case, seed)), flush=True)
            break
        except torch._C._LinAlgError:
            continue
