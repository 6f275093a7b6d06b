"""Writes half_spectrum_kernel.json: S4 kernels whose Cauchy sums leave the conjugate half out, by numpy from the formula.

Run with: python3 half_spectrum.py
"""
import json

import numpy as np


def kernel(lam, p, b, ct, dt, length):
    j = np.arange(length // 2 + 1)
    omega = np.exp(-2j * np.pi * j / length)
    with np.errstate(divide="ignore", invalid="ignore"):
        g = 2 / dt * (1 - omega) / (1 + omega)
        factor = 2 / (1 + omega)

    def cauchy(v):
        return (v[None, :] / (g[:, None] - lam[None, :])).sum(1)

    hat = factor * (cauchy(ct * b) - cauchy(ct * p) * cauchy(p.conj() * b) / (1 + cauchy(p.conj() * p)))
    if length % 2 == 0:
        hat[length // 2] = dt / 2 * (ct * b).sum()
    return np.fft.irfft(hat, length)


cases = []
rng = np.random.default_rng(1)
for modes, length, dt in ((4, 64, 0.05), (4, 33, 0.1), (8, 50, 0.01)):
    draw = lambda: rng.standard_normal(modes) + 1j * rng.standard_normal(modes)
    lam = -0.5 + 1j * np.pi * np.arange(modes)
    p, b, ct = draw(), draw(), draw()
    pairs = lambda v: np.stack([v.real, v.imag], -1).ravel().tolist()
    cases.append(
        dict(L=length, dt=dt, w=pairs(lam), P=pairs(p), B=pairs(b), C=pairs(ct), K=kernel(lam, p, b, ct, dt, length).tolist())
    )
json.dump(cases, open("half_spectrum_kernel.json", "w"))
