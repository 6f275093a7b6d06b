using System.Numerics;
using Gsp.Numerics;
using Gsp.Random;
using Gsp.Testing;
using Xunit;

namespace Gsp.Core.Tests.Numerics;

public sealed class FourierTests
{
    private static readonly int[] Lengths = [1, 2, 3, 4, 5, 8, 12, 30, 37, 60, 64, 97, 101, 120];

    private static Complex[] Sample(RandomStream stream, int n) =>
        [.. Enumerable.Range(0, n).Select(_ => new Complex(stream.NextNormal(), stream.NextNormal()))];

    private static Complex[] Forward(Complex[] x)
    {
        var y = new Complex[x.Length];
        new FourierTransform(x.Length).Forward(x, y);
        return y;
    }

    private static double Distance(IEnumerable<Complex> x, IEnumerable<Complex> y) =>
        Math.Sqrt(x.Zip(y, (a, b) => (a - b).Magnitude * (a - b).Magnitude).Sum());

    private static double Norm(IEnumerable<Complex> x) => Math.Sqrt(x.Sum(a => a.Magnitude * a.Magnitude));

    private static int Length(ulong seed) => 1 + (int)(seed % 300);

    [Fact]
    public void AgreesWithNumpy()
    {
        var golden = new GoldenTable("numerics", "fourier.txt");
        foreach (int n in Lengths)
        {
            Complex[] spectrum = FourierTransform.OfReal(golden["z"].AsSpan(0, n));
            Close.Relative([.. spectrum.Select(c => c.Real)], golden[$"rfft.{n}.re"], 2e-14, $"real parts, {n}");
            double scale = Norm(spectrum);
            double[] expected = golden[$"rfft.{n}.im"];
            Assert.All(
                spectrum.Select((c, k) => c.Imaginary - expected[k]),
                d => Assert.InRange(d / scale, -2e-14, 2e-14)
            );
        }
    }

    [Fact]
    public void EqualsItsDefinition() =>
        PropertyCheck.HoldsForSeeds(seed =>
        {
            int n = 1 + (int)(seed % 210);
            Complex[] x = Sample(new RandomStream(seed), n);
            var slow = new Complex[n];
            Complex[] roots =
            [
                .. Enumerable.Range(0, n).Select(k => Complex.FromPolarCoordinates(1, -2 * Math.PI * k / n)),
            ];
            for (int k = 0; k < n; k++)
            {
                for (int j = 0; j < n; j++)
                {
                    slow[k] += x[j] * roots[j * k % n];
                }
            }
            return Distance(Forward(x), slow) <= 1e-13 * Norm(slow);
        });

    [Fact]
    public void InverseUndoesForwardAlsoInPlace() =>
        PropertyCheck.HoldsForSeeds(seed =>
        {
            int n = Length(seed);
            Complex[] x = Sample(new RandomStream(seed), n);
            Complex[] y = [.. x];
            var plan = new FourierTransform(n);
            plan.Forward(y, y);
            plan.Inverse(y, y);
            return Distance(x, y) <= 1e-14 * Norm(x);
        });

    [Fact]
    public void EveryOddRadixAndLargePrimesAreExactToRounding()
    {
        foreach (
            int n in new[] { 7 * 7, 11 * 13, 17 * 19, 23 * 29, 31 * 31, 2 * 37, 4 * 41, 13 * 13 * 5, 1009, 8 * 81 }
        )
        {
            Complex[] x = Sample(new RandomStream((ulong)n), n);
            var plan = FourierTransform.Cached(n);
            var y = new Complex[n];
            plan.Forward(x, y);
            int k = n / 3;
            Complex sum = 0;
            for (int j = 0; j < n; j++)
            {
                sum += x[j] * Complex.FromPolarCoordinates(1, -2 * Math.PI * ((long)j * k % n) / n);
            }
            Assert.InRange((y[k] - sum).Magnitude / Norm(x), 0, 3e-14); // the plain sum errs more
            plan.Inverse(y, y);
            Assert.InRange(Distance(x, y) / Norm(x), 0, 1.2e-15);
            Complex[] shifted = [.. x, default];
            plan.Forward(shifted.AsSpan(0, n), shifted.AsSpan(1, n));
            Assert.InRange(Distance(Forward(x), shifted[1..]), 0, 0); // memory that overlaps in part
        }
    }

    [Fact]
    public void Parseval() =>
        PropertyCheck.HoldsForSeeds(seed =>
        {
            int n = Length(seed);
            Complex[] x = Sample(new RandomStream(seed), n);
            return Math.Abs(Norm(Forward(x)) - Math.Sqrt(n) * Norm(x)) <= 1e-13 * Math.Sqrt(n) * Norm(x);
        });

    [Fact]
    public void IsLinear() =>
        PropertyCheck.HoldsForSeeds(seed =>
        {
            int n = Length(seed);
            var stream = new RandomStream(seed);
            (Complex[] x, Complex[] y) = (Sample(stream, n), Sample(stream, n));
            Complex factor = new(stream.NextNormal(), stream.NextNormal());
            Complex[] together = Forward([.. x.Zip(y, (a, b) => a + factor * b)]);
            Complex[] apart = [.. Forward(x).Zip(Forward(y), (a, b) => a + factor * b)];
            return Distance(together, apart) <= 1e-13 * (Norm(apart) + Norm(together));
        });

    [Fact]
    public void AShiftTurnsThePhases() =>
        PropertyCheck.HoldsForSeeds(seed =>
        {
            int n = Length(seed);
            Complex[] x = Sample(new RandomStream(seed), n);
            int shift = (int)(seed / 7 % (ulong)n);
            Complex[] shifted = [.. Enumerable.Range(0, n).Select(j => x[(j + n - shift) % n])];
            Complex[] turned =
            [
                .. Forward(x)
                    .Select((c, k) => c * Complex.FromPolarCoordinates(1, -2 * Math.PI * ((long)k * shift % n) / n)),
            ];
            return Distance(Forward(shifted), turned) <= 1e-13 * Norm(turned);
        });

    [Fact]
    public void TheRealTransformIsHalfOfTheComplexOneAndInverts() =>
        PropertyCheck.HoldsForSeeds(seed =>
        {
            int n = Length(seed);
            var x = new double[n];
            new RandomStream(seed).FillNormal(x);
            Complex[] full = Forward([.. x.Select(v => (Complex)v)]);
            var plan = new FourierTransform(n);
            var half = new Complex[plan.RealCoefficients];
            plan.Forward(x, half);
            var back = new double[n];
            plan.Inverse(half, back);
            return Distance(half, full.Take(half.Length)) <= 1e-13 * Norm(full)
                && Close.RelativeError(back, x) <= 1e-13;
        });

    [Fact]
    public void TurnsAreAccurateAndExactAtQuarters()
    {
        var stream = new RandomStream(1);
        for (int i = 0; i < 100_000; i++)
        {
            long n = 1 + stream.NextInt(100_000);
            long k = stream.NextInt(-n, 2 * n);
            (double sine, double cosine) = PortableMath.SinCosOfTurn(k, n);
            (double s, double c) = Math.SinCos(2 * Math.PI * k / n);
            Assert.InRange(Math.Abs(sine - s) + Math.Abs(cosine - c), 0, 4e-15);
            Assert.InRange(Math.Abs(sine * sine + cosine * cosine - 1), 0, 5e-16);
        }
        Assert.Equal((1.0, 0.0), PortableMath.SinCosOfTurn(5, 4));
        Assert.Equal((0.0, -1.0), PortableMath.SinCosOfTurn(-1, 2));
    }

    [Fact]
    public void FastLengthsAndForeignLengths()
    {
        Assert.Equal(1, FourierTransform.FastLength(1));
        Assert.Equal(100, FourierTransform.FastLength(97));
        Assert.Equal(1024, FourierTransform.FastLength(1024));
        Assert.Throws<ArgumentOutOfRangeException>(() => new FourierTransform(0));
        Assert.Throws<ArgumentException>(() => new FourierTransform(4).Forward(new double[5], new Complex[3]));
    }
}
