using System.Buffers;
using System.Numerics;

namespace Gsp.Numerics;

public sealed partial class FourierTransform
{
    /// <summary>Number of coefficients of a real signal that are not conjugates of others: n / 2 + 1.</summary>
    public int RealCoefficients => Length / 2 + 1;

    /// <summary>The forward transform of a real signal. Half the work of the complex one for even n.</summary>
    /// <param name="signal">n samples.</param>
    /// <param name="spectrum">Receives the coefficients 0 .. n/2; the others are X_(n-k) = conj(X_k).</param>
    /// <exception cref="ArgumentException">Wrong lengths.</exception>
    public void Forward(ReadOnlySpan<double> signal, Span<Complex> spectrum)
    {
        RequireRealLengths(signal.Length, spectrum.Length);
        Complex[] rented = ArrayPool<Complex>.Shared.Rent(Length);
        if (half is null)
        {
            for (int j = 0; j < Length; j++)
            {
                rented[j] = signal[j];
            }
            Transform(rented.AsSpan(0, Length));
            rented.AsSpan(0, RealCoefficients).CopyTo(spectrum);
        }
        else
        {
            // Even samples as real, odd ones as imaginary parts of a signal of half the length: Z = E + i O, X = E + w^k O.
            int h = Length / 2;
            for (int j = 0; j < h; j++)
            {
                rented[j] = new Complex(signal[2 * j], signal[2 * j + 1]);
            }
            half.Transform(rented.AsSpan(0, h));
            for (int k = 0; k <= h; k++)
            {
                Complex z = rented[k == h ? 0 : k];
                Complex mirrored = Complex.Conjugate(rented[k == 0 ? 0 : h - k]);
                Complex even = 0.5 * (z + mirrored);
                Complex odd = 0.5 * TimesMinusI(z - mirrored);
                Complex w = k == h ? -Complex.One : twiddles[k];
                spectrum[k] = even + w * odd;
            }
        }
        ArrayPool<Complex>.Shared.Return(rented);
    }

    /// <summary>The real signal with the given coefficients 0 .. n/2, divided by n.</summary>
    /// <param name="spectrum">n/2 + 1 coefficients; the imaginary parts of X_0 and, for even n, of X_(n/2) are ignored, as those of a real
    /// signal are zero.</param>
    /// <param name="signal">Receives the n samples.</param>
    /// <exception cref="ArgumentException">Wrong lengths.</exception>
    public void Inverse(ReadOnlySpan<Complex> spectrum, Span<double> signal)
    {
        RequireRealLengths(signal.Length, spectrum.Length);
        Complex[] rented = ArrayPool<Complex>.Shared.Rent(Length);
        if (half is null)
        {
            rented[0] = spectrum[0].Real;
            for (int k = 1; k < RealCoefficients; k++)
            {
                rented[k] = spectrum[k];
                rented[Length - k] = Complex.Conjugate(spectrum[k]);
            }
            Inverse(rented.AsSpan(0, Length), rented.AsSpan(0, Length));
            for (int j = 0; j < Length; j++)
            {
                signal[j] = rented[j].Real;
            }
        }
        else
        {
            int h = Length / 2;
            for (int k = 0; k < h; k++)
            {
                Complex x = k == 0 ? spectrum[0].Real : spectrum[k];
                Complex mirrored = k == 0 ? spectrum[h].Real : Complex.Conjugate(spectrum[h - k]);
                Complex even = 0.5 * (x + mirrored);
                Complex odd = 0.5 * (x - mirrored) * Complex.Conjugate(twiddles[k]);
                rented[k] = new Complex(even.Real - odd.Imaginary, even.Imaginary + odd.Real);
            }
            half.Inverse(rented.AsSpan(0, h), rented.AsSpan(0, h));
            for (int j = 0; j < h; j++)
            {
                (signal[2 * j], signal[2 * j + 1]) = (rented[j].Real, rented[j].Imaginary);
            }
        }
        ArrayPool<Complex>.Shared.Return(rented);
    }

    /// <summary>The forward transform of a real signal, as an array.</summary>
    /// <param name="signal">At least one sample.</param>
    /// <returns>The coefficients 0 .. n/2.</returns>
    /// <exception cref="ArgumentException">No samples.</exception>
    public static Complex[] OfReal(ReadOnlySpan<double> signal)
    {
        var plan = new FourierTransform(signal.Length);
        var spectrum = new Complex[plan.RealCoefficients];
        plan.Forward(signal, spectrum);
        return spectrum;
    }

    private void RequireRealLengths(int signal, int spectrum)
    {
        Require.SameLength(signal, Length, nameof(signal));
        Require.SameLength(spectrum, RealCoefficients, nameof(spectrum), "n / 2 + 1 coefficients of a real signal");
    }
}
