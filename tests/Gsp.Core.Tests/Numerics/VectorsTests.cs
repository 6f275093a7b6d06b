using System.Runtime.Intrinsics;
using Gsp.Numerics;
using Gsp.Random;
using Gsp.Testing;
using Xunit;

namespace Gsp.Core.Tests.Numerics;

/// <summary>Sums have the bits of sixteen scalar lanes added by halves, at every width, and read nothing beyond their vectors.</summary>
public sealed unsafe class VectorsTests
{
    [Fact]
    public void BitsAreThoseOfTheScalarDefinition() =>
        PropertyCheck.HoldsForSeeds(seed =>
        {
            (double[] x, double[] y) = (Vector(seed, "x"), Vector(seed, "y"));
            int n = Length(seed);
            double[] added = [.. x[..n].Zip(y[..n], (a, b) => Math.FusedMultiplyAdd(0.3, a, b))];
            double[] squared = [.. x[..n].Zip(y[..n], (a, b) => b + a * a)];
            double[] product = [.. x[..n].Zip(y[..n], (a, b) => a * b)];
            (double[] y1, double[] y2, double[] y3) = (y[..n], y[..n], y[..n]);
            Vectors.AddScaled<double>(0.3, x.AsSpan(0, n), y1);
            Elementwise.AddSquares(x.AsSpan(0, n), y2);
            Elementwise.MultiplyBy(x.AsSpan(0, n), y3);
            return Vectors.Dot<double>(x.AsSpan(0, n), y.AsSpan(0, n)) == Lanes(n, (i, s) => Fused(x, y, i, s))
                && Vectors.Sum<double>(x.AsSpan(0, n)) == Lanes(n, (i, s) => s + x[i])
                && y1.SequenceEqual(added)
                && y2.SequenceEqual(squared)
                && y3.SequenceEqual(product);
        });

    [Fact]
    public void EveryWidthStopsAtTheEndOfTheVectors() =>
        PropertyCheck.HoldsForSeeds(seed =>
            Width<Vector128<double>, Lanes128<double>>(seed)
            && Width<Vector256<double>, Lanes256<double>>(seed)
            && Width<Vector512<double>, Lanes512<double>>(seed)
        );

    private static bool Width<V, L>(ulong seed)
        where V : struct
        where L : struct, ILanes<double, V>
    {
        (double[] x, double[] y) = (Vector(seed, "x"), Vector(seed, "y"));
        int n = Length(seed);
        double dot = Lanes(n, (i, s) => Fused(x, y, i, s));
        double square = Lanes(n, (i, s) => Fused(y, y, i, s));
        double* pair = stackalloc double[2];
        fixed (
            double* px = x,
                py = y
        )
        {
            VectorKernels<double, V, L>.DotPair(px, py, py, n, pair);
            return VectorKernels<double, V, L>.Dot(px, py, n) == dot
                && pair[0] == dot
                && pair[1] == square
                && VectorKernels<double, V, L>.Sum(px, n) == Lanes(n, (i, s) => s + x[i]);
        }
    }

    private static int Length(ulong seed) => (int)(seed % 41);

    /// <summary>What lies behind the vector would spoil every result.</summary>
    private static double[] Vector(ulong seed, string name)
    {
        var values = new double[Length(seed) + 16];
        Array.Fill(values, double.NaN);
        new RandomStream(seed).Split(name).FillNormal(values.AsSpan(0, Length(seed)));
        return values;
    }

    private static double Fused(double[] x, double[] y, int i, double sum) => Math.FusedMultiplyAdd(x[i], y[i], sum);

    private static double Lanes(int n, Func<int, double, double> add)
    {
        var lanes = new double[16];
        for (int i = 0; i < n; i++)
        {
            lanes[i % 16] = add(i, lanes[i % 16]);
        }
        for (int half = 8; half > 0; half /= 2)
        {
            for (int i = 0; i < half; i++)
            {
                lanes[i] += lanes[i + half];
            }
        }
        return lanes[0];
    }
}
