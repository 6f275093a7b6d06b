"""Real transforms by scipy.fft in extended precision: python3 make_real_fourier.py > real_fourier.txt

Row r, sample t of length n is ((7919 t + 104729 r + 31 n) mod 1009) / 1009 - 1/2, exact in double but for the division. For short n all
coefficients, for long n every (n/32)th and the last, real and imaginary parts in turn.
"""
import numpy as np
import scipy.fft

for n in [1, 2, 3, 4, 5, 6, 7, 8, 9, 11, 13, 16, 29, 31, 37, 64, 77, 169, 1000, 1999, 2000, 2048, 3718]:
    for r in range(2):
        x = (7919 * np.arange(n) + 104729 * r + 31 * n) % 1009 / 1009 - 0.5
        full = scipy.fft.rfft(x.astype(np.longdouble))
        assert full.dtype == np.clongdouble
        bins = range(n // 2 + 1) if n < 50 else [*range(0, n // 2, n // 32), n // 2]
        values = [part for k in bins for part in (float(full[k].real), float(full[k].imag))]
        print(f"{n}.{r}: " + " ".join(map(repr, values)))
