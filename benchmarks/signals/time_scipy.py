"""Times of SciPy on the work of `Gsp.Benchmarks signals`, one thread.

time_scipy.py SAMPLES.f64 ROUNDS: prints a line `name seconds` a task, the least CPU time of the rounds.
"""
import os, sys, time

os.environ.update(OMP_NUM_THREADS="1", OPENBLAS_NUM_THREADS="1", MKL_NUM_THREADS="1")
import numpy as np
import scipy.fft as sf
import scipy.ndimage as nd
import scipy.signal as ss

x = np.fromfile(sys.argv[1])
rounds = int(sys.argv[2])
channels = np.stack([np.roll(x, 1000 * k) for k in range(12)])
band = ss.butter(4, [0.5, 40], "bandpass", fs=360, output="sos")
low = ss.butter(2, 40, fs=360, output="sos")
twelve = ss.butter(12, [0.5, 40], "bandpass", fs=360, output="sos")
taps = ss.firwin(101, 40, fs=360)
rows = {
    (kind, n): np.resize(x, (512, n)).astype(kind) for kind in (np.float32, np.float64) for n in (2048, 2000, 1999)
}
spectra = {key: sf.rfft(value) for key, value in rows.items()}
tasks = {
    "sos-1": lambda: ss.sosfilt(low, x),
    "sos-4": lambda: ss.sosfilt(band, x),
    "sos-12": lambda: ss.sosfilt(twelve, x),
    "filtfilt": lambda: ss.sosfiltfilt(band, x),
    "filtfilt-12-channels": lambda: ss.sosfiltfilt(band, channels, axis=1),
    "fir-101": lambda: ss.lfilter(taps, 1, x),
    "resample-25/36": lambda: ss.resample_poly(x, 25, 36),
    "resample-1/2": lambda: ss.resample_poly(x, 1, 2),
    "resample-2/1": lambda: ss.resample_poly(x, 2, 1),
    "fourier-resample": lambda: ss.resample(x, 500000),
    "median-73": lambda: ss.medfilt(x, 73),
    "median-217": lambda: nd.median_filter(x, 217, mode="nearest"),
    "welch-256": lambda: ss.welch(x, 360),
    "welch-4096": lambda: ss.welch(x, 360, nperseg=4096),
    "stft-256": lambda: ss.stft(x, 360),
    "hilbert": lambda: ss.hilbert(x),
}
for (kind, n), value in rows.items():
    tasks[f"rfft-{kind.__name__}-{n}"] = lambda value=value: sf.rfft(value)
    tasks[f"irfft-{kind.__name__}-{n}"] = lambda key=(kind, n), n=n: sf.irfft(spectra[key], n)
for name, task in tasks.items():
    best = float("inf")
    for _ in range(1 if name.startswith("median") else rounds):
        start = time.thread_time()
        task()
        best = min(best, time.thread_time() - start)
    print(name, best, flush=True)
