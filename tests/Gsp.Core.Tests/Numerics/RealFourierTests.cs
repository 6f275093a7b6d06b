using System.Globalization;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Gsp.Numerics;
using Gsp.Random;
using Gsp.Testing;
using Xunit;

namespace Gsp.Core.Tests.Numerics;

/// <summary>Transforms of many real rows at once.</summary>
public sealed class RealFourierTests
{
    private static readonly int[] Primes = [211, 307, 499, 1009, 1999, 2003];

    private static T[] Noise<T>(ulong seed, int count)
        where T : INumber<T>
    {
        var x = new double[count];
        new RandomStream(seed).FillNormal(x);
        return [.. x.Select(T.CreateTruncating)];
    }

    private static T[] Spectra<T>(int n, T[] signals, int threads = 1)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        RealFourierTransform<T> plan = RealFourierTransform<T>.Cached(n);
        var spectra = new T[signals.Length / n * 2 * plan.Coefficients];
        plan.Forward(signals, spectra, threads);
        return spectra;
    }

    private static T[] Signals<T>(int n, T[] spectra, int threads = 1)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        RealFourierTransform<T> plan = RealFourierTransform<T>.Cached(n);
        var signals = new T[spectra.Length / (2 * plan.Coefficients) * n];
        plan.Inverse(spectra, signals, threads);
        return signals;
    }

    private static double[] Wide<T>(IEnumerable<T> values)
        where T : INumber<T> => [.. values.Select(double.CreateTruncating)];

    private static double Norm(IEnumerable<double> values) => Math.Sqrt(values.Sum(v => v * v));

    /// <summary>|a - b| over |b|, Euclidean.</summary>
    private static double Error<T>(T[] actual, T[] expected)
        where T : INumber<T> =>
        Norm(Wide(actual).Zip(Wide(expected), (a, b) => a - b)) / (Norm(Wide(expected)) + double.Epsilon);

    private static int SomeLength(RandomStream random) => 1 + random.NextInt(260);

    [Fact]
    public void AgreesWithScipy()
    {
        var golden = new GoldenTable("numerics", "real_fourier.txt");
        foreach (string name in golden.Names)
        {
            int[] parts = [.. name.Split('.').Select(p => int.Parse(p, CultureInfo.InvariantCulture))];
            (int n, int row) = (parts[0], parts[1]);
            double[] x =
            [
                .. Enumerable.Range(0, n).Select(t => (7919 * t + 104729 * row + 31 * n) % 1009 / 1009.0 - 0.5),
            ];
            double[] pick(double[] s)
            {
                int[] bins =
                    n < 50
                        ? [.. Enumerable.Range(0, n / 2 + 1)]
                        : [.. Enumerable.Range(0, n / 2).Where(k => k % (n / 32) == 0), n / 2];
                return [.. bins.SelectMany(k => new[] { s[2 * k], s[2 * k + 1] })];
            }
            double scale = Norm(x); // what a coefficient is on average
            void Within(double[] actual, double tolerance)
            {
                double[] expected = golden[name];
                Assert.Equal(expected.Length, actual.Length);
                Assert.All(
                    actual.Zip(expected),
                    pair => Assert.InRange(Math.Abs(pair.First - pair.Second) / scale, 0, tolerance)
                );
            }
            Within(pick(Spectra(n, x)), 1e-15);
            Within(pick(Flat(FourierTransform.OfReal(x))), 1e-15);
            float[] single = [.. x.Select(v => (float)v)];
            Within(pick(Wide(Spectra(n, single))), 1e-6);
        }
    }

    [Fact]
    public void InverseUndoesForwardForEveryLength()
    {
        foreach (int n in Enumerable.Range(1, 200).Concat(Primes))
        {
            const int Rows = 11; // whole registers of floats and of doubles, and some left
            double[] x = Noise<double>((ulong)n, Rows * n);
            float[] single = Noise<float>((ulong)n, Rows * n);
            Assert.InRange(Error(Signals(n, Spectra(n, x)), x), 0, 1e-15);
            Assert.InRange(Error(Signals(n, Spectra(n, single)), single), 0, 6e-7);
        }
    }

    [Fact]
    public void IsTheTransformOfEachRow() =>
        PropertyCheck.HoldsForSeeds(seed =>
        {
            var random = new RandomStream(seed);
            (int n, int rows) = (SomeLength(random), 1 + random.NextInt(10));
            double[] x = Noise<double>(seed, rows * n);
            double[] one =
            [
                .. Enumerable.Range(0, rows).SelectMany(r => Flat(FourierTransform.OfReal(x.AsSpan(r * n, n)))),
            ];
            return Error(Spectra(n, x), one) <= 1e-15;
        });

    [Fact]
    public void FloatAgreesWithDouble() =>
        PropertyCheck.HoldsForSeeds(seed =>
        {
            var random = new RandomStream(seed);
            (int n, int rows) = (SomeLength(random), 1 + random.NextInt(10));
            float[] x = Noise<float>(seed, rows * n);
            double[] wide = Spectra(n, Wide(x));
            float[] narrow = Spectra(n, x);
            return Error(Wide(narrow), wide) <= 1e-6
                && Close.RelativeError(Wide(narrow), wide) <= 1e-5
                && Close.RelativeError(Wide(Signals(n, narrow)), Wide(x)) <= 1e-5;
        });

    [Fact]
    public void KeepsPower() =>
        PropertyCheck.HoldsForSeeds(seed =>
        {
            int n = SomeLength(new RandomStream(seed));
            double[] x = Noise<double>(seed, n);
            double[] s = Spectra(n, x);
            double sum = 0;
            for (int k = 0; k <= n / 2; k++)
            {
                bool single = k == 0 || 2 * k == n;
                sum += (single ? 1 : 2) * (s[2 * k] * s[2 * k] + s[2 * k + 1] * s[2 * k + 1]);
            }
            return Math.Abs(Math.Sqrt(sum / n) / Norm(x) - 1) <= 1e-15 * 3;
        });

    [Fact]
    public void IsLinear() =>
        PropertyCheck.HoldsForSeeds(seed =>
        {
            int n = SomeLength(new RandomStream(seed));
            (double[] x, double[] y) = (Noise<double>(seed, 3 * n), Noise<double>(seed + 1, 3 * n));
            double[] mixed = Spectra(n, [.. x.Zip(y, (a, b) => 2 * a - 3 * b)]);
            double[] apart = [.. Spectra(n, x).Zip(Spectra(n, y), (a, b) => 2 * a - 3 * b)];
            return Error(mixed, apart) <= 2e-15;
        });

    [Fact]
    public void ARowDependsOnItselfAloneForAnyNumberOfThreads() =>
        PropertyCheck.HoldsForSeeds(seed =>
        {
            var random = new RandomStream(seed);
            (int n, int rows) = (SomeLength(random), 1 + random.NextInt(40));
            float[] x = Noise<float>(seed, rows * n);
            int other = random.NextInt(rows);
            int row = random.NextInt(rows);
            if (other != row)
            {
                x[other * n] = float.NaN;
            }
            float[] together = Spectra(n, x);
            float[] alone = Spectra(n, x[(row * n)..((row + 1) * n)]);
            int width = alone.Length;
            bool forward = together.AsSpan(row * width, width).SequenceEqual(alone);
            float[] back = Signals(n, together);
            return forward
                && back.AsSpan(row * n, n).SequenceEqual(Signals(n, alone))
                && new[] { 2, 3, 7 }.All(threads =>
                    Spectra(n, x, threads).AsSpan().SequenceEqual(together)
                    && Signals(n, together, threads).AsSpan().SequenceEqual(back)
                );
        });

    /// <summary>One hash for all processors, systems and vector widths.</summary>
    [Fact]
    public void TheBitsAreTheSameOnEveryMachine()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (int n in new[] { 1, 2, 12, 37, 60, 169, 1000, 1999, 2048, 7 * 11 * 17 * 19 })
        {
            double[] wide = Spectra(n, Noise<double>(1, 9 * n));
            float[] narrow = Spectra(n, Noise<float>(2, 9 * n));
            hash.AppendData(MemoryMarshal.AsBytes<double>(wide));
            hash.AppendData(MemoryMarshal.AsBytes<float>(narrow));
            hash.AppendData(MemoryMarshal.AsBytes<double>(Signals(n, wide)));
            hash.AppendData(MemoryMarshal.AsBytes<float>(Signals(n, narrow)));
            Complex[] one = FourierTransform.OfReal(Noise<double>(3, n));
            hash.AppendData(MemoryMarshal.AsBytes<Complex>(one));
            FourierTransform.Cached(one.Length).Forward(one, one);
            hash.AppendData(MemoryMarshal.AsBytes<Complex>(one));
        }
        Assert.Equal("A112A5F653C5F6F9", Convert.ToHexString(hash.GetHashAndReset())[..16]);
    }

    [Fact]
    public void NothingIsAllocatedOnceWarm()
    {
        foreach (int threads in new[] { 1, 2 })
        {
            var plan = new RealFourierTransform<float>(2000);
            float[] x = Noise<float>(1, 64 * 2000);
            var s = new float[64 * 2 * plan.Coefficients];
            long allocated = 0;
            for (int round = 0; round < 6; round++)
            {
                long before = GC.GetAllocatedBytesForCurrentThread();
                plan.Forward(x, s, threads);
                plan.Inverse(s, x, threads);
                allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            }
            Assert.Equal(0, allocated);
        }
    }

    [Fact]
    public void ImaginaryPartsThatARealSignalHasNotAreIgnored()
    {
        foreach (int n in new[] { 1, 2, 6, 7, 8 })
        {
            double[] s = Spectra(n, Noise<double>(1, 5 * n));
            double[] expected = Signals(n, s);
            int width = 2 * (n / 2 + 1);
            for (int row = 0; row < 5; row++)
            {
                s[row * width + 1] = double.PositiveInfinity;
                s[row * width + (n % 2 == 0 ? width - 1 : 1)] = double.NaN;
            }
            Assert.Equal(expected, Signals(n, s));
        }
    }

    [Fact]
    public void ForeignLengthsAreNamed()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new RealFourierTransform<float>(0));
        Assert.Throws<ArgumentException>(() => new RealFourierTransform<Half>(8));
        var plan = new RealFourierTransform<float>(8);
        Assert.Equal(
            "signals",
            Assert.Throws<ArgumentException>(() => plan.Forward(new float[9], new float[10])).ParamName
        );
        Assert.Equal(
            "spectra",
            Assert.Throws<ArgumentException>(() => plan.Forward(new float[16], new float[10])).ParamName
        );
        Assert.Throws<ArgumentOutOfRangeException>(() => plan.Forward(new float[8], new float[10], 0));
        plan.Forward([], []);
        Assert.Equal(5, plan.Coefficients);
        Assert.Contains("length 8", plan.ToString());
    }

    [Fact]
    public void KeptPlansAreBoundedAndTheSame()
    {
        int made = 0;
        var cache = new PlanCache<string>(n => $"{n} {++made}", plan => plan[0] == '9' ? 100L << 20 : 3L << 20);
        Assert.Equal("1 1", cache.Get(1));
        Assert.Equal("1 1", cache.Get(1));
        Assert.Equal("9 2", cache.Get(9)); // larger than the store: not kept, and nothing else either
        Assert.Equal("9 3", cache.Get(9));
        for (int n = 20; n < 36; n++)
        {
            cache.Get(n);
        }
        Assert.Equal("20 4", cache.Get(20));
        cache.Get(36); // 17 plans: the one used longest ago goes
        Assert.Equal("20 4", cache.Get(20));
        Assert.Equal("21 21", cache.Get(21));
    }

    private static double[] Flat(Complex[] values) => [.. values.SelectMany(v => new[] { v.Real, v.Imaginary })];
}
