using System.Numerics;

namespace Gsp.Numerics;

public sealed unsafe partial class FourierTransform
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
        fixed (
            double* from = signal,
                w = roots
        )
        fixed (Complex* to = spectrum)
        {
            if (half is not null)
            {
                using var work = new AlignedScratch<double>((nint)ComplexPair.Scalars * half.WorkLength);
                half.Forward<ComplexPair>(from, (double*)to, work.Pointer);
                RealHalves<ComplexPair, double>.Split(half.Length, w, (double*)to, (double*)to);
                return;
            }
            using var scratch = new AlignedScratch<double>((nint)ComplexPair.Scalars * (Length + whole.WorkLength));
            double* data = scratch.Pointer;
            for (int j = 0; j < Length; j++)
            {
                (data[2 * (nint)j], data[2 * (nint)j + 1]) = (from[j], 0);
            }
            double* result = whole.Forward<ComplexPair>(data, data + 2 * (nint)Length);
            new ReadOnlySpan<Complex>(result, RealCoefficients).CopyTo(spectrum);
        }
    }

    /// <summary>The real signal with the given coefficients 0 .. n/2, divided by n.</summary>
    /// <param name="spectrum">n/2 + 1 coefficients; the imaginary parts of X_0 and, for even n, of X_(n/2) are ignored, as those of a real
    /// signal are zero.</param>
    /// <param name="signal">Receives the n samples.</param>
    /// <exception cref="ArgumentException">Wrong lengths.</exception>
    public void Inverse(ReadOnlySpan<Complex> spectrum, Span<double> signal)
    {
        RequireRealLengths(signal.Length, spectrum.Length);
        fixed (Complex* from = spectrum)
        fixed (
            double* to = signal,
                w = roots
        )
        {
            ComplexTransform<double> plan = half ?? whole;
            using var scratch = new AlignedScratch<double>((nint)ComplexPair.Scalars * (plan.Length + plan.WorkLength));
            double* data = scratch.Pointer;
            double* work = data + 2 * (nint)plan.Length;
            if (half is not null)
            {
                RealHalves<ComplexPair, double>.Join(half.Length, 1.0 / Length, w, (double*)from, data);
                half.Forward<ComplexPair>(data, to, work);
                return;
            }
            RealHalves<ComplexPair, double>.Mirror(Length, 1.0 / Length, (double*)from, data);
            double* result = whole.Forward<ComplexPair>(data, work);
            for (int j = 0; j < Length; j++)
            {
                to[j] = result[2 * (nint)j];
            }
        }
    }

    /// <summary>The forward transform of a real signal, as an array.</summary>
    /// <param name="signal">At least one sample.</param>
    /// <returns>The coefficients 0 .. n/2.</returns>
    /// <exception cref="ArgumentException">No samples.</exception>
    public static Complex[] OfReal(ReadOnlySpan<double> signal)
    {
        FourierTransform plan = Cached(signal.Length);
        Complex[] spectrum = GC.AllocateUninitializedArray<Complex>(plan.RealCoefficients);
        plan.Forward(signal, spectrum);
        return spectrum;
    }

    private void RequireRealLengths(int signal, int spectrum)
    {
        Require.SameLength(signal, Length, nameof(signal));
        Require.SameLength(spectrum, RealCoefficients, nameof(spectrum), "n / 2 + 1 coefficients of a real signal");
    }
}
