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

    private const int PowersSize = 2 * Lanes + 2; // eight real parts, eight imaginary parts, z^8

    /// <summary>Adds Re Sum_n w_n z_n^l to a kernel.</summary>
    /// <param name="modes">Number of modes, a multiple of four.</param>
    /// <param name="factors">z of every mode.</param>
    /// <param name="weights">w of every mode.</param>
    /// <param name="padded">Number of times, a multiple of eight.</param>
    /// <param name="kernel">The sums, updated.</param>
    public static void Add(int modes, Complex* factors, Complex* weights, int padded, double* kernel)
    {
        double* powers = stackalloc double[Group * PowersSize];
        for (int n = 0; n < modes; n += Group)
        {
            for (int i = 0; i < Group; i++)
            {
                SetPowers(factors[n + i], weights[n + i], powers + i * PowersSize);
            }
            // Vectors are separate variables, so that they stay in registers.
            double* next = powers;
            (var re0, var im0, var zr0, var zi0) = Load(next);
            (var re1, var im1, var zr1, var zi1) = Load(next + PowersSize);
            (var re2, var im2, var zr2, var zi2) = Load(next + 2 * PowersSize);
            (var re3, var im3, var zr3, var zi3) = Load(next + 3 * PowersSize);
            for (int l = 0; l < padded; l += Lanes)
            {
                (Vector512.Load(kernel + l) + ((re0 + re1) + (re2 + re3))).Store(kernel + l);
                (re0, im0) = (TurnedReal(re0, im0, zr0, zi0), TurnedImaginary(re0, im0, zr0, zi0));
                (re1, im1) = (TurnedReal(re1, im1, zr1, zi1), TurnedImaginary(re1, im1, zr1, zi1));
                (re2, im2) = (TurnedReal(re2, im2, zr2, zi2), TurnedImaginary(re2, im2, zr2, zi2));
                (re3, im3) = (TurnedReal(re3, im3, zr3, zi3), TurnedImaginary(re3, im3, zr3, zi3));
            }
        }
    }

    /// <summary>The two sums over time of two modes.</summary>
    /// <param name="factors">z of the modes.</param>
    /// <param name="padded">Number of times, a multiple of eight.</param>
    /// <param name="plain">g_l, zero beyond the kernel.</param>
    /// <param name="ramped">(l+1) g_(l+1), zero beyond the kernel.</param>
    /// <param name="sums">Receives Sum_l g_l z^l and Sum_l (l+1) g_(l+1) z^l of each mode.</param>
    public static void OverTime(Complex* factors, int padded, double* plain, double* ramped, Complex* sums)
    {
        double* powers = stackalloc double[2 * PowersSize];
        SetPowers(factors[0], 1, powers);
        SetPowers(factors[1], 1, powers + PowersSize);
        (var re0, var im0, var zr0, var zi0) = Load(powers);
        (var re1, var im1, var zr1, var zi1) = Load(powers + PowersSize);
        Vector512<double> sumRe0 = default;
        Vector512<double> sumIm0 = default;
        Vector512<double> rampRe0 = default;
        Vector512<double> rampIm0 = default;
        Vector512<double> sumRe1 = default;
        Vector512<double> sumIm1 = default;
        Vector512<double> rampRe1 = default;
        Vector512<double> rampIm1 = default;
        for (int l = 0; l < padded; l += Lanes)
        {
            Vector512<double> g = Vector512.Load(plain + l);
            Vector512<double> h = Vector512.Load(ramped + l);
            sumRe0 = Vector512.FusedMultiplyAdd(g, re0, sumRe0);
            sumIm0 = Vector512.FusedMultiplyAdd(g, im0, sumIm0);
            rampRe0 = Vector512.FusedMultiplyAdd(h, re0, rampRe0);
            rampIm0 = Vector512.FusedMultiplyAdd(h, im0, rampIm0);
            sumRe1 = Vector512.FusedMultiplyAdd(g, re1, sumRe1);
            sumIm1 = Vector512.FusedMultiplyAdd(g, im1, sumIm1);
            rampRe1 = Vector512.FusedMultiplyAdd(h, re1, rampRe1);
            rampIm1 = Vector512.FusedMultiplyAdd(h, im1, rampIm1);
            (re0, im0) = (TurnedReal(re0, im0, zr0, zi0), TurnedImaginary(re0, im0, zr0, zi0));
            (re1, im1) = (TurnedReal(re1, im1, zr1, zi1), TurnedImaginary(re1, im1, zr1, zi1));
        }
        double* lanes = stackalloc double[Lanes];
        sums[0] = new Complex(Sum(sumRe0, lanes), Sum(sumIm0, lanes));
        sums[1] = new Complex(Sum(rampRe0, lanes), Sum(rampIm0, lanes));
        sums[2] = new Complex(Sum(sumRe1, lanes), Sum(sumIm1, lanes));
        sums[3] = new Complex(Sum(rampRe1, lanes), Sum(rampIm1, lanes));
    }

    /// <summary>w z^l for eight successive l, and z^8.</summary>
    private static void SetPowers(Complex factor, Complex weight, double* powers)
    {
        Complex power = weight;
        for (int i = 0; i < Lanes; i++)
        {
            (powers[i], powers[Lanes + i]) = (power.Real, power.Imaginary);
            power *= factor;
        }
        Complex square = factor * factor;
        Complex fourth = square * square;
        Complex stride = fourth * fourth;
        (powers[2 * Lanes], powers[2 * Lanes + 1]) = (stride.Real, stride.Imaginary);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (
        Vector512<double> Real,
        Vector512<double> Imaginary,
        Vector512<double> StrideReal,
        Vector512<double> StrideImaginary
    ) Load(double* powers) =>
        (
            Vector512.Load(powers),
            Vector512.Load(powers + Lanes),
            Vector512.Create(powers[2 * Lanes]),
            Vector512.Create(powers[2 * Lanes + 1])
        );

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> TurnedReal(
        Vector512<double> re,
        Vector512<double> im,
        Vector512<double> zr,
        Vector512<double> zi
    ) => Vector512.FusedMultiplyAdd(re, zr, -(im * zi));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> TurnedImaginary(
        Vector512<double> re,
        Vector512<double> im,
        Vector512<double> zr,
        Vector512<double> zi
    ) => Vector512.FusedMultiplyAdd(im, zr, re * zi);

    private static double Sum(Vector512<double> vector, double* lanes)
    {
        vector.Store(lanes);
        return CauchySums.Reduce(lanes);
    }
}
