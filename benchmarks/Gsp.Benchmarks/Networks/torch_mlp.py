"""Times a training step of an MLP 64-128-128-10 with Adam in PyTorch: torch_mlp.py threads rounds. Lines: = name seconds (or MiB)."""
import resource
import sys
import time

import torch

threads, rounds = int(sys.argv[1]), int(sys.argv[2])
torch.set_num_threads(threads)
print(torch.__version__, torch.__config__.show().replace("\n", " "))
torch.manual_seed(1)
model = torch.nn.Sequential(
    torch.nn.Linear(64, 128),
    torch.nn.ReLU(),
    torch.nn.Linear(128, 128),
    torch.nn.ReLU(),
    torch.nn.Linear(128, 10),
)
x, y = torch.randn(64, 64), torch.randn(64, 10)
error = torch.nn.MSELoss()


def least(name, body):
    for _ in range(200):
        body()
    best = 1e9
    for _ in range(rounds):
        start = time.process_time()
        for _ in range(20):
            body()
        best = min(best, (time.process_time() - start) / 20)
    print(f"= {name} {best}")


def forward():
    with torch.no_grad():
        model(x)


def slopes():
    model.zero_grad(set_to_none=False)
    error(model(x), y).backward()


slopes()
for foreach in (False, True):
    adam = torch.optim.Adam(model.parameters(), lr=1e-3, foreach=foreach)

    def step():
        adam.zero_grad()
        loss = error(model(x), y)
        loss.backward()
        adam.step()
        loss.item()

    least(f"step{'-foreach' if foreach else ''}", step)
    least(f"adam{'-foreach' if foreach else ''}", adam.step)
least("forward", forward)
least("gradients", slopes)
print(f"= MiB {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}")
