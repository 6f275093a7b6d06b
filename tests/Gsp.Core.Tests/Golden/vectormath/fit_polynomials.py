"""Fits the polynomials of VectorMath and writes src/Gsp.Core/Numerics/Simd/VectorMath.Polynomials.cs to standard output.

Each is the minimax polynomial (Remez exchange on a Chebyshev-spaced grid, 60 digits) of a smooth tail of its function, with the weight that
the tail's error has in the relative error of the function. Coefficients are rounded to the element type from the lowest on, the
remaining ones being fitted anew after each, so that rounding costs nothing but in the last.
"""

import struct

from mpmath import atanh, cos, erf, erfc, exp, log, lu_solve, matrix, mp, mpf, pi, sin, sqrt, tanh

mp.dps = 60
GRID = 600


def nearest(value, kind):
    if kind == "double":
        return mpf(float(value))
    return mpf(struct.unpack("f", struct.pack("f", float(value)))[0])


def remez(points, values, weights, count):
    """Coefficients (count of them) of the polynomial with the least greatest |weight (value - p)| on the points, and that greatest error."""
    n = len(points)
    chosen = [round(i * (n - 1) / count) for i in range(count + 1)]
    best = None
    for _ in range(40):
        system = matrix(count + 1, count + 1)
        right = matrix(count + 1, 1)
        for row, at in enumerate(chosen):
            for k in range(count):
                system[row, k] = points[at] ** k
            system[row, count] = (-1) ** row / weights[at]
            right[row] = values[at]
        solution = lu_solve(system, right)
        c = [solution[k] for k in range(count)]
        level = abs(solution[count])
        errors = []
        for at in range(n):
            p = mpf(0)
            for k in reversed(range(count)):
                p = p * points[at] + c[k]
            errors.append((values[at] - p) * weights[at])
        worst = max(abs(e) for e in errors)
        if best is None or worst < best[1]:
            best = (c, worst)
        if worst <= level * mpf("1.0001"):
            break
        runs = []
        for at in range(n):
            if runs and (errors[at] > 0) == (errors[runs[-1]] > 0):
                if abs(errors[at]) > abs(errors[runs[-1]]):
                    runs[-1] = at
            else:
                runs.append(at)
        while len(runs) > count + 1:
            runs.pop(0 if abs(errors[runs[0]]) < abs(errors[runs[-1]]) else -1)
        if len(runs) < count + 1:
            break
        chosen = runs
    return best


def fit(f, weight, low, high, count, kind):
    """Rounded coefficients of f on [low, high]; weight turns their error into a relative error of the function."""
    low, high = mpf(low), mpf(high)
    points = [(low + high) / 2 - (high - low) / 2 * cos(pi * (i + mpf("0.5")) / GRID) for i in range(GRID)]
    points = [x if x != 0 else mpf("1e-20") for x in points]
    values = [f(x) for x in points]
    weights = [weight(x) for x in points]
    rounded = []
    for left in range(count, 0, -1):
        c, _ = remez(points, values, weights, left)
        rounded.append(nearest(c[0], kind))
        values = [(v - rounded[-1]) / x for v, x in zip(values, points)]
        weights = [w * abs(x) for w, x in zip(weights, points)]
    final = max(abs(v) * w for v, w in zip(values, weights))  # what is left after the last coefficient, scaled by x^count
    return rounded, final


HALF_LN2 = log(2) / 2 * mpf("1.0001")
SERIES = {
    # name: (summary, tail, weight, low, high, {type: terms})
    "ExpTail": (
        "(e^x - 1 - x) / x^2 for |x| up to (log 2) / 2",
        lambda x: (exp(x) - 1 - x) / x**2 if abs(x) > mpf("1e-15") else mpf(1) / 2 + x / 6,
        lambda x: x**2 / abs(exp(x) - 1),
        -HALF_LN2,
        HALF_LN2,
        {"double": 10, "float": 6},
    ),
    "LogTail": (
        "(log((1 + s) / (1 - s)) - 2 s) / s^3 as a polynomial in x = s^2, for s up to (sqrt 2 - 1) / (sqrt 2 + 1)",
        lambda x: (2 * atanh(sqrt(x)) - 2 * sqrt(x)) / sqrt(x) ** 3 if x > mpf("1e-15") else mpf(2) / 3 + 2 * x / 5,
        lambda x: x / 2,
        0,
        mpf("0.02945"),
        {"double": 7, "float": 3},
    ),
    "TanhTail": (
        "(tanh s - s) / s^3 as a polynomial in x = s^2, for s up to 0.55",
        lambda x: (tanh(sqrt(x)) - sqrt(x)) / sqrt(x) ** 3 if x > mpf("1e-15") else -mpf(1) / 3 + 2 * x / 15,
        lambda x: x * sqrt(x) / tanh(sqrt(x)),
        0,
        mpf("0.3025"),
        {"double": 10, "float": 5},
    ),
    "ErfTail": (
        "erf(sqrt x) / sqrt x - 1, for x up to 1",
        lambda x: erf(sqrt(x)) / sqrt(x) - 1,
        lambda x: sqrt(x) / erf(sqrt(x)),
        0,
        1,
        {"double": 12, "float": 6},
    ),
    "ErfcExponent": (
        "-log(1 - erf x) for x from 1 to 6 (double) or 4 (float)",
        lambda x: -log(erfc(x)),
        lambda x: erfc(x) / erf(x),
        1,
        {"double": 6, "float": 4},
        {"double": 17, "float": 7},
    ),
    "SinTail": (
        "(sin s - s) / s^3 as a polynomial in x = s^2, for s up to pi / 2",
        lambda x: (sin(sqrt(x)) - sqrt(x)) / sqrt(x) ** 3 if x > mpf("1e-15") else -mpf(1) / 6 + x / 120,
        lambda x: x * sqrt(x) / sin(sqrt(x)),
        0,
        (pi / 2) ** 2 * mpf("1.0001"),
        {"double": 8, "float": 4},
    ),
}
HEADER = """using System.Runtime.CompilerServices;

namespace Gsp.Numerics;

// Written by tests/Gsp.Core.Tests/Golden/vectormath/fit_polynomials.py: change it there.

/// <content>Minimax polynomials. The figure in brackets is the greatest error that the polynomial alone leaves in its function, in ulp.</content>
internal static partial class VectorMath<T, V, L>
{"""


def body(c, indent):
    lines = [f"V p = Constant({float(c[-1])!r});"]
    lines += [f"p = L.MultiplyAdd(p, x, Constant({float(a)!r}));" for a in reversed(c[1:-1])]
    lines += [f"return L.MultiplyAdd(p, x, Constant({float(c[0])!r}));"]
    return [indent + line for line in lines]


def main():
    print(HEADER)
    separator = ""
    for name, (summary, f, weight, low, high, counts) in SERIES.items():
        fits = {}
        for kind, count in counts.items():
            top = high[kind] if isinstance(high, dict) else high
            c, error = fit(f, weight, low, top, count, kind)
            fits[kind] = c, mp.nstr(error * mpf(2) ** (53 if kind == "double" else 24) / 2, 1)
        errors = ", ".join(f"{kind} {error}" for kind, (_, error) in fits.items())
        lines = [
            f"    /// <summary>{summary} [{errors}].</summary>",
            "    [MethodImpl(MethodImplOptions.AggressiveInlining)]",
            f"    private static V {name}(V x)",
            "    {",
            "        if (typeof(T) == typeof(double))",
            "        {",
            *body(fits["double"][0], "            "),
            "        }",
            "        else",
            "        {",
            *body(fits["float"][0], "            "),
            "        }",
            "    }",
        ]
        print(separator + "\n".join(lines))
        separator = "\n"
    print("}")


if __name__ == "__main__":
    main()
