"""Golden numbers of signal processing: SciPy for what it has, mpmath at 50 digits and plain sums in NumPy for wavelets.

python3 make_processing.py > processing.txt     (SciPy 1.10.1, NumPy 1.24, mpmath)
"""
import mpmath as mp
import numpy as np
import scipy.interpolate as si
import scipy.ndimage as nd
import scipy.signal as ss


def put(name, values):
    values = np.asarray(values)
    if np.iscomplexobj(values):
        values = np.stack([values.real, values.imag], -1)
    print(f"{name}: " + " ".join(repr(float(v)) for v in values.ravel()))


rng = np.random.RandomState(5)
x = np.cumsum(rng.standard_normal(150))
y = np.convolve(x, [0.5, 0.3, 0.2], "same") + rng.standard_normal(150)
put("x", x)
put("y", y)

# Sections: kind order low high rate, then the rows of the SOS array.
for order, corners, kind, rate in [
    (1, 8, "low", 100), (2, 8, "low", 100), (5, 30, "low", 100), (8, 40, "low", 500), (1, 8, "high", 100), (4, 0.5, "high", 360),
    (5, 0.5, "high", 500), (1, (5, 15), "band", 360), (2, (5, 15), "band", 360), (4, (0.5, 40), "band", 500), (3, (0.5, 40), "band", 100),
    (5, (1, 45), "band", 100), (2, (48, 52), "stop", 500), (3, (0.5, 40), "stop", 100), (4, (45, 55), "stop", 360), (6, (5, 20), "stop", 100),
]:
    name = {"low": "lowpass", "high": "highpass", "band": "bandpass", "stop": "bandstop"}[kind]
    edges = np.atleast_1d(corners)
    put(f"sos {kind} {order} {edges[0]} {edges[-1]} {rate}", ss.butter(order, corners, name, fs=rate, output="sos"))
draws = np.random.RandomState(7)
for case in range(60):
    kind = ["low", "high", "band", "stop"][case % 4]
    order = int(draws.randint(1, 11))
    edges = np.sort(np.round(draws.uniform(2, 98, 2), 1))
    edges = edges + [0, 3] if kind in ("band", "stop") else edges[:1]
    name = {"low": "lowpass", "high": "highpass", "band": "bandpass", "stop": "bandstop"}[kind]
    put(f"sos {kind} {order} {edges[0]} {edges[-1]} 210", ss.butter(order, edges if len(edges) > 1 else edges[0], name, fs=210, output="sos"))
for f, q, rate in [(50, 30, 360), (60, 5, 250), (50, 35, 500)]:
    b, a = ss.iirnotch(f, q, fs=rate)
    put(f"notch {f} {q} {rate}", np.concatenate([b, a]))

# Windows: shape parameter length.
for shape, spec in [("Rectangular", "boxcar"), ("Hann", "hann"), ("Hamming", "hamming"), ("Blackman", "blackman"),
                    ("BlackmanHarris", "blackmanharris"), ("FlatTop", "flattop"), ("Kaiser", ("kaiser", 6.5)),
                    ("Gaussian", ("gaussian", 3.2)), ("Tukey", ("tukey", 0.3))]:
    parameter = spec[1] if isinstance(spec, tuple) else 0
    for length in (1, 2, 9, 16):
        put(f"window {shape} {parameter} {length} Symmetric", ss.get_window(spec, length, fftbins=False))
        put(f"window {shape} {parameter} {length} Periodic", ss.get_window(spec, length, fftbins=True))

# Medians: window.
for w in (1, 3, 7, 31):
    put(f"median Zero {w}", ss.medfilt(x, w))
    put(f"median Repeat {w}", nd.median_filter(x, w, mode="nearest"))
    put(f"median Shrink {w}", [np.median(x[max(0, t - w // 2):t + w // 2 + 1]) for t in range(len(x))])
gaps = x.copy()
gaps[[3, 4, 5, 6, 40, 77, 78, 149]] = np.nan
put("gaps", gaps)
for w in (1, 4, 5, 12):
    windows = [gaps[max(0, t - w // 2):t + (w - 1) // 2 + 1] for t in range(len(x))]
    put(f"median gaps {w}", [np.nan if np.isnan(v).all() else np.nanmedian(v) for v in windows])

# Splines: at 0, 0.37, ... beyond both ends.
knots = np.array([0.0, 1.5, 2.0, 4.25, 7.0, 7.5, 9.0])
for count in (2, 3, 4, 7):
    for ends, bc in (("NotAKnot", "not-a-knot"), ("Natural", "natural")):
        at = np.arange(-1, knots[count - 1] + 1, 0.37)
        spline = si.CubicSpline(knots[:count], x[:count], bc_type=bc)
        put(f"spline {ends} {count}", np.stack([spline(at), spline(at, 1), spline(at, 2)]))

# Resampling: up down; half length and beta for the second kind.
for up, down in [(1, 2), (2, 1), (25, 36), (36, 25), (5, 3), (3, 7), (10, 4), (1, 1)]:
    put(f"poly {up} {down}", ss.resample_poly(x, up, down))
    put(f"poly.mean {up} {down}", ss.resample_poly(x, up, down, padtype="mean"))
    put(f"poly.line {up} {down}", ss.resample_poly(x, up, down, padtype="line"))
for length in (1, 2, 75, 100, 149, 150, 151, 300, 301):
    put(f"fourier {length}", ss.resample(x, length))
    put(f"fourier.odd {length}", ss.resample(x[:149], length))

# Spectra: length overlap transform window trend scaling.
for n, overlap, nfft, window, trend, scaling in [
    (64, 32, 64, "hann", "constant", "density"), (40, 10, 64, "hamming", "linear", "spectrum"),
    (33, 20, 33, "blackman", False, "density"), (50, 0, 51, ("kaiser", 4), "constant", "spectrum"),
]:
    key = f"{n} {overlap} {nfft}"
    args = dict(fs=50.0, window=window, nperseg=n, noverlap=overlap, nfft=nfft, detrend=trend, scaling=scaling)
    put(f"welch {key}", ss.welch(x, **args)[1])
    put(f"csd {key}", ss.csd(x, y, **args)[1])
    args.pop("scaling")
    put(f"coherence {key}", ss.coherence(x, y, **args)[1])
    f, t, s = ss.spectrogram(x, scaling=scaling, **args)
    put(f"spectrogram.times {key}", t)
    put(f"spectrogram {key}", s.T)
put("periodogram", ss.periodogram(x, fs=50.0)[1])
put("periodogram.linear", ss.periodogram(x, fs=50.0, window="hann", detrend="linear", scaling="spectrum")[1])
for n, hop, nfft in [(32, 16, 32), (31, 7, 40), (20, 5, 20)]:
    f, t, z = ss.stft(x, fs=50.0, window="hann", nperseg=n, noverlap=n - hop, nfft=nfft)
    put(f"stft {n} {hop} {nfft}", z.T)
    put(f"stft.times {n} {hop} {nfft}", t)
put("hilbert", ss.hilbert(x))
put("hilbert.odd", ss.hilbert(x[:149]))
put("hilbert.phase", np.unwrap(np.angle(ss.hilbert(x))))

# Continuous wavelets: SciPy's wavelets at every distance, summed as they are.
distance = np.arange(-149, 150)
for scale in (0.7, 2.0, 7.5, 60.0):
    morlet = np.pi ** -0.25 * np.exp(6j * distance / scale - distance ** 2 / (2 * scale ** 2)) / np.sqrt(scale)
    assert np.allclose(morlet, ss.morlet2(299, scale, 6))
    for name, psi in (("Morlet", morlet), ("Ricker", ss.ricker(299, scale))):
        put(f"cwt {name} {scale}", [np.sum(x * np.conj(psi[149 - b:299 - b])) for b in range(150)])

# Orthogonal filters: roots at 50 digits.
mp.mp.dps = 50


def groups(n):
    """Roots inside the circle, on or above the real axis, by imaginary part."""
    found = []
    for root in mp.polyroots([mp.binomial(n - 1 + k, k) for k in range(n - 1, -1, -1)], maxsteps=500, extraprec=200) if n > 1 else []:
        half = 1 - 2 * root
        z = half + mp.sqrt(half * half - 1)
        z = z if abs(z) < 1 else 1 / z
        if mp.im(z) > -mp.mpf(10) ** -30:
            found.append(z)
    return sorted(found, key=mp.im)


def taps(n, outside):
    p = [mp.mpf(1)]
    times = lambda a, b: [sum(a[i] * b[k - i] for i in range(len(a)) if 0 <= k - i < len(b)) for k in range(len(a) + len(b) - 1)]
    for _ in range(n):
        p = times(p, [1, 1])
    for z, out in zip(groups(n), outside):
        z = 1 / z if out else z
        p = times(p, [1, -mp.re(z)] if abs(mp.im(z)) < mp.mpf(10) ** -30 else [1, -2 * mp.re(z), abs(z) ** 2])
    return np.array([float(v / sum(p) * mp.sqrt(2)) for v in p])


filters = {f"db{n}": taps(n, [0] * 9) for n in range(1, 11)}
symlets = {4: (0, 1), 5: (1, 0), 6: (1, 0, 1), 7: (1, 0, 0), 8: (0, 1, 0, 1), 9: (0, 1, 1, 0), 10: (1, 0, 1, 0, 1)}
filters.update({f"sym{n}": taps(n, outside) for n, outside in symlets.items()})
for name, h in filters.items():
    put(f"taps {name}", h)
    if name[:2] == "db":
        assert np.allclose(h, ss.daub(int(name[2:])), atol=1e-6)


def swt(signal, h, levels):
    """Level by level, each sum written out."""
    length, a, rows = len(signal), signal, []
    g = [(-1) ** k * h[len(h) - 1 - k] for k in range(len(h))]
    for level in range(levels):
        at = lambda t, k: (t + 2 ** level * (k + 1 - len(h) // 2)) % length
        rows.append([sum(g[k] * a[at(t, k)] for k in range(len(h))) for t in range(length)])
        a = np.array([sum(h[k] * a[at(t, k)] for k in range(len(h))) for t in range(length)])
    return rows + [a]


for name in ("db1", "db3", "sym4"):
    put(f"swt {name}", swt(x, filters[name], 3))
