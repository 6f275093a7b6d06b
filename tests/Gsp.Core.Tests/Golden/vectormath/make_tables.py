"""Writes float.csv and double.csv beside itself: function, argument, and its value in 60 digits as the sum of two doubles.

Arguments cover each function's range evenly and by orders of magnitude, with the spots where formulas change or ranges end.
"""

import math
import random
import struct
from pathlib import Path

from mpmath import cos, erf, exp, expm1, log, log1p, mp, mpf, pi, sin, tanh

mp.dps = 400
POINTS = 300
LN2 = math.log(2)


def single(x):
    return struct.unpack("f", struct.pack("f", x))[0]


def neighbours(x, kind):
    """The numbers of the type about x."""
    if kind == "double":
        return [math.nextafter(x, -math.inf), x, math.nextafter(x, math.inf)]
    bits = struct.unpack("i", struct.pack("f", x))[0]
    return [struct.unpack("f", struct.pack("i", b))[0] for b in (bits - 1, bits, bits + 1)]


def sigmoid(x):
    return 1 / (1 + exp(-x))


def softplus(x):
    return log1p(exp(x))


def functions(kind):
    """Name: function, (low, high) of even cover, (low, high) of the exponents of cover by magnitude, whether negative too, awkward spots."""
    top, bottom, subnormal = (709.78, -708.3, -745.1) if kind == "double" else (88.72, -87.3, -103.9)
    tiny = -300 if kind == "double" else -37
    eps = -18 if kind == "double" else -9
    turns = [float(k * pi) for k in (1, 2, 113, 3183, 15708, 31830)]
    quarters = [float((k + mpf("0.5")) * pi) for k in (0, 1, 56, 177, 10, 15708, 31830)]
    halves = [LN2 * h for h in (-10.5, -3.5, -1.5, -0.5, 0.5, 1.5, 2.5, 20.5)]
    least = 5e-324 if kind == "double" else 1.401298464324817e-45
    normal = 2.2250738585072014e-308 if kind == "double" else 1.1754943508222875e-38
    return {
        "Exp": (exp, (subnormal, top), (tiny, 1), True, [*halves, top, bottom, subnormal]),
        "ExpOfNegative": (exp, (bottom, 0), (tiny, 1), None, [h for h in halves if h < 0] + [bottom]),
        "ExpMinusOne": (expm1, (-40, top), (tiny, 1), True, [*halves, top, -37.0, -17.0]),
        "Log": (log, (0.5, 2), (tiny, -tiny), False, [1.0, 0.5, 2.0, 2**0.5, 0.5**0.5, normal, 3 * least, 1000 * least]),
        "LogOnePlus": (log1p, (-0.999, 3), (tiny, -tiny), False, [2**0.5 - 1, 0.5**0.5 - 1, -0.99999, 1.0, 1e9, 1e18]),
        "Softplus": (softplus, (bottom, 60), (eps, 1), True, [0.0, LN2, -LN2, 0.8814, -0.8814, bottom]),
        "Tanh": (tanh, (-9, 9), (tiny, 1), True, [0.17, 0.18, 0.3465, 0.52, 0.55, 9.01, 19.06]),
        "Sigmoid": (sigmoid, (bottom, 40), (eps, 1), True, [0.0, *halves, bottom]),
        "Erf": (erf, (-6, 6), (tiny, 0), True, [0.999, 1.0, 1.001, 3.9, 4.0, 5.9, 6.0]),
        "Sin": (sin, (-20, 20), (tiny, 5), True, [*turns, *quarters, 99999.0]),
        "Cos": (cos, (-20, 20), (eps, 5), True, [*turns, *quarters, 99999.0]),
    }


def arguments(kind, name, entry):
    _, (low, high), (least, greatest), negative, awkward = entry
    rng = random.Random(name)
    rounding = float if kind == "double" else single
    found = [x for spot in awkward for x in neighbours(rounding(spot), kind)] if awkward else []
    if kind == "float":
        greatest = min(greatest, 37)
    while len(found) < POINTS:
        x = rng.uniform(low, high)
        if len(found) % 3 == 0:
            x = 10 ** rng.uniform(least, greatest)
            if negative is None or (negative and rng.random() < 0.5):
                x = -x
        x = rounding(x)
        if abs(x) < 10 ** greatest * 1.0001 or low <= x <= high:
            found.append(x)
    if name == "ExpOfNegative":
        found = [-abs(x) for x in found]
    return sorted(set(found))


for kind in ("float", "double"):
    lines = ["function,argument,high,low"]
    for name, entry in functions(kind).items():
        for x in arguments(kind, name, entry):
            value = entry[0](mpf(x))
            if abs(value) > (mpf(1.7976931348623157e308) if kind == "double" else mpf(3.4028234663852886e38)):
                continue
            high = float(value)
            lines.append(f"{name},{x!r},{high!r},{float(value - mpf(high)):.3e}")
    Path(__file__).with_name(f"{kind}.csv").write_text("\n".join(lines) + "\n")
