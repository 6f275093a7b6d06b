using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Gsp.Networks;

/// <summary>The sums Re Sum_n w_n z_n^l and, for their adjoint, Sum_l g_l z^l and Sum_l (l+1) g_(l+1) z^l.</summary>
/// <remarks>
/// Eight successive powers of a mode are a vector, which is multiplied by z^8 to reach the next eight: no power is stored. The relative
/// error of z^l grows like l/8 roundings. Times are padded to a multiple of eight, modes to a multiple of four (with zeros). Vectors
/// are eight doubles on every machine, so the bits do not depend on it.
/// </remarks>
internal static unsafe class VandermondeSums
{
    public const int Lanes = 8;

    /// <summary>Modes whose chains of multiplications are worked on together, to hide their latency.</summary>
    public const int Group = 4;

    /// <summary>Adds Re Sum_n w_n z_n^l to a kernel.</summary>
    /// <param name="modes">Number of modes, a multiple of four.</param>
    /// <param name="factors">z of every mode.</param>
    /// <param name="weights">w of every mode.</param>
    /// <param name="padded">Number of times, a multiple of eight.</param>
    /// <param name="kernel">The sums, updated.</param>
    public static void Add(int modes, Complex* factors, Complex* weights, int padded, double* kernel)
    {
        for (int n = 0; n < modes; n += Group)
        {
            Powers a = new(factors[n], weights[n]);
            Powers b = new(factors[n + 1], weights[n + 1]);
            Powers c = new(factors[n + 2], weights[n + 2]);
            Powers d = new(factors[n + 3], weights[n + 3]);
            for (int l = 0; l < padded; l += Lanes)
            {
                Vector512<double> sum = (a.Real + b.Real) + (c.Real + d.Real);
                (Vector512.Load(kernel + l) + sum).Store(kernel + l);
                a.Advance();
                b.Advance();
                c.Advance();
                d.Advance();
            }
        }
    }

    /// <summary>The two sums over time of one mode.</summary>
    /// <param name="factor">z.</param>
    /// <param name="padded">Number of times, a multiple of eight.</param>
    /// <param name="plain">g_l, zero beyond the kernel.</param>
    /// <param name="ramped">(l+1) g_(l+1), zero beyond the kernel.</param>
    /// <returns>Sum_l g_l z^l and Sum_l (l+1) g_(l+1) z^l.</returns>
    public static (Complex Plain, Complex Ramped) OverTime(Complex factor, int padded, double* plain, double* ramped)
    {
        Powers power = new(factor, 1);
        Vector512<double> re = default;
        Vector512<double> im = default;
        Vector512<double> rampedRe = default;
        Vector512<double> rampedIm = default;
        for (int l = 0; l < padded; l += Lanes)
        {
            Vector512<double> g = Vector512.Load(plain + l);
            Vector512<double> h = Vector512.Load(ramped + l);
            re = Vector512.FusedMultiplyAdd(g, power.Real, re);
            im = Vector512.FusedMultiplyAdd(g, power.Imaginary, im);
            rampedRe = Vector512.FusedMultiplyAdd(h, power.Real, rampedRe);
            rampedIm = Vector512.FusedMultiplyAdd(h, power.Imaginary, rampedIm);
            power.Advance();
        }
        return (new(Sum(re), Sum(im)), new(Sum(rampedRe), Sum(rampedIm)));
    }

    private static double Sum(Vector512<double> vector)
    {
        double* lanes = stackalloc double[Lanes];
        vector.Store(lanes);
        return CauchySums.Reduce(lanes);
    }

    /// <summary>w z^l for eight successive l, and z^8.</summary>
    private struct Powers
    {
        public Vector512<double> Real;
        public Vector512<double> Imaginary;
        private readonly Vector512<double> strideReal;
        private readonly Vector512<double> strideImaginary;

        public Powers(Complex factor, Complex weight)
        {
            double* re = stackalloc double[Lanes];
            double* im = stackalloc double[Lanes];
            Complex power = weight;
            for (int i = 0; i < Lanes; i++)
            {
                (re[i], im[i]) = (power.Real, power.Imaginary);
                power *= factor;
            }
            Real = Vector512.Load(re);
            Imaginary = Vector512.Load(im);
            Complex square = factor * factor;
            Complex fourth = square * square;
            Complex stride = fourth * fourth;
            strideReal = Vector512.Create(stride.Real);
            strideImaginary = Vector512.Create(stride.Imaginary);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Advance()
        {
            Vector512<double> real = Vector512.FusedMultiplyAdd(Real, strideReal, -(Imaginary * strideImaginary));
            Imaginary = Vector512.FusedMultiplyAdd(Imaginary, strideReal, Real * strideImaginary);
            Real = real;
        }
    }
}
