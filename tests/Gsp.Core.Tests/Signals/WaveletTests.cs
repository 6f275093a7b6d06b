using System.Numerics;
using Gsp.Random;
using Gsp.Signals;
using Gsp.Testing;
using Xunit;
using static Gsp.Core.Tests.Signals.Processing;

namespace Gsp.Core.Tests.Signals;

public sealed class WaveletTests
{
    private static readonly string[] Names =
    [
        .. Enumerable.Range(1, 10).Select(n => $"db{n}"),
        .. Enumerable.Range(2, 9).Select(n => $"sym{n}"),
        "coif1",
        "coif2",
    ];

    public static TheoryData<string> All => [.. Names];

    private static OrthogonalWavelet Pick(ulong seed) =>
        OrthogonalWavelet.Named(Names[(int)(seed % (ulong)Names.Length)]);

    [Theory]
    [MemberData(nameof(All))]
    public void TapsAreOrthonormalWithTheirVanishingMoments(string name)
    {
        OrthogonalWavelet wavelet = OrthogonalWavelet.Named(name);
        double[] h = wavelet.ScalingTaps.ToArray();
        double[] g = wavelet.WaveletTaps.ToArray();
        Assert.Equal(name, wavelet.Name);
        Assert.Equal(Math.Sqrt(2), h.Sum(), 1e-15);
        for (int shift = 0; shift < h.Length; shift += 2)
        {
            double Product(double[] a, double[] b) => a[shift..].Zip(b, (x, y) => x * y).Sum();
            Assert.Equal(shift == 0 ? 1 : 0, Product(h, h), 1e-15);
            Assert.Equal(shift == 0 ? 1 : 0, Product(g, g), 1e-15);
            Assert.Equal(0, Product(h, g), 1e-15);
            Assert.Equal(0, Product(g, h), 1e-15);
        }
        for (int power = 0; power < wavelet.VanishingMoments; power++)
        {
            double scale = g.Select((v, k) => Math.Abs(v) * Math.Pow(k, power)).Sum();
            Assert.Equal(0, g.Select((v, k) => v * Math.Pow(k, power)).Sum() / scale, 1e-13);
        }
    }

    [Fact]
    public void TapsAreThoseOfFiftyDigits()
    {
        int count = 0;
        foreach ((string name, string[] words) in Cases("taps"))
        {
            Close.Relative(OrthogonalWavelet.Named(words[0]).ScalingTaps, Truth[name], 4e-16, name);
            count++;
        }
        Assert.Equal(17, count);
    }

    /// <summary>The first taps as Daubechies printed them (1992, tables 6.1 and 6.3 times the factor of their normalisation).</summary>
    [Fact]
    public void TapsAreThoseOfTheTables()
    {
        Close.Relative(
            OrthogonalWavelet.Daubechies(3).ScalingTaps[..3],
            [0.332670552950, 0.806891509311, 0.459877502118],
            1e-11
        );
        Close.Relative(OrthogonalWavelet.Daubechies(10).ScalingTaps[..2], [0.026670057901, 0.188176800078], 1e-11);
        Close.Relative(
            OrthogonalWavelet.Symlet(4).ScalingTaps[3..6],
            [0.297857795606, 0.803738751806, 0.497618667633],
            1e-11
        );
        // Coiflets: the scaling function has moments about its centre too.
        double[] h = OrthogonalWavelet.Coiflet(2).ScalingTaps.ToArray();
        for (int power = 1; power < 4; power++)
        {
            Assert.Equal(0, h.Select((v, k) => v * Math.Pow(k - 4, power)).Sum(), 1e-12);
        }
    }

    [Fact]
    public void TheStationaryTransformIsItsSums()
    {
        foreach ((string name, string[] words) in Cases("swt"))
        {
            StationaryWavelet transform = StationaryWavelet.Compute(X, OrthogonalWavelet.Named(words[0]), 3);
            double[] all = [.. transform.Details.SelectMany(d => d), .. transform.Approximation];
            Close.Relative(all, Truth[name], 1e-13, name);
        }
    }

    [Fact]
    public void TheStationaryInverseIsExactForAnyLength() =>
        PropertyCheck.HoldsForSeeds(seed =>
        {
            var random = new RandomStream(seed);
            double[] x = Noise(seed, 1 + random.NextInt(150));
            StationaryWavelet transform = StationaryWavelet.Compute(x, Pick(seed), 1 + random.NextInt(6));
            return Close.RelativeError(transform.Inverse(), x) < 1e-12;
        });

    [Fact]
    public void TheStationaryTransformKeepsPowerAndCommutesWithShifts() =>
        PropertyCheck.HoldsForSeeds(seed =>
        {
            var random = new RandomStream(seed);
            int n = 2 + random.NextInt(150);
            int levels = 1 + random.NextInt(6);
            (double[] x, double[] y) = (Noise(seed, n), Noise(seed + 1, n));
            StationaryWavelet transform = StationaryWavelet.Compute(x, Pick(seed), levels);
            double power = Math.Pow(2, -levels) * transform.Approximation.Sum(v => v * v);
            for (int level = 1; level <= levels; level++)
            {
                power += Math.Pow(2, -level) * transform.Details[level - 1].Sum(v => v * v);
            }
            int shift = random.NextInt(n);
            StationaryWavelet shifted = StationaryWavelet.Compute(Rotate(x, shift), Pick(seed), levels);
            StationaryWavelet other = StationaryWavelet.Compute(y, Pick(seed), levels);
            StationaryWavelet mixed = StationaryWavelet.Compute(Mix(x, y), Pick(seed), levels);
            return Math.Abs(power / x.Sum(v => v * v) - 1) < 1e-12
                && shifted.Details[^1].SequenceEqual(Rotate(transform.Details[^1], shift))
                && Close.RelativeError(mixed.Approximation, Mix(transform.Approximation, other.Approximation)) < 1e-11;
        });

    [Fact]
    public void ContinuousTransformsAreTheirSums()
    {
        foreach ((string name, string[] words) in Cases("cwt"))
        {
            var options = new ContinuousWaveletOptions { Wavelet = Enum.Parse<MotherWavelet>(words[0]) };
            ContinuousWavelet transform = ContinuousWavelet.Compute(X, 50, [Real(words[1])], options);
            double[] values =
                words[0] == "Morlet" ? Flat(transform.Values.Row(0)) : [.. transform.Values.Row(0).Select(v => v.Real)];
            Close.Relative(values, Truth[name], 1e-12, name);
        }
    }

    [Fact]
    public void ContinuousTransformsAreLinearCommuteWithShiftsAndFindATone() =>
        PropertyCheck.HoldsForSeedsHeavy(seed =>
        {
            var options = new ContinuousWaveletOptions { Wavelet = (MotherWavelet)(seed % 2) };
            double[] scales = [3, 10.5];
            (double[] x, double[] y) = (Noise(seed, 120), Noise(seed + 1, 120));
            double[] Row(double[] signal) => Flat(ContinuousWavelet.Compute(signal, 1, scales, options).Values.Row(1));
            double[] delayed = Row([.. new double[7], .. x]);
            double frequency = new RandomStream(seed).NextUniform(5, 15);
            double[] tone = [.. Enumerable.Range(0, 1000).Select(t => Math.Sin(2 * Math.PI * frequency * t / 100))];
            double[] tried =
            [
                .. Enumerable
                    .Range(0, 41)
                    .Select(k => 0.8 + 0.01 * k)
                    .Select(r => ContinuousWavelet.ScaleOf(r * frequency, 100, options)),
            ];
            ContinuousWavelet found = ContinuousWavelet.Compute(tone, 100, tried, options);
            // The height of a sine's ridge grows with the root of the scale; without it the peak is at the sine's frequency.
            double[] height =
            [
                .. Enumerable
                    .Range(0, 41)
                    .Select(j => found.Values.Row(j).Skip(300).Take(400).Max(v => v.Magnitude) / Math.Sqrt(tried[j])),
            ];
            int best = Array.IndexOf(height, height.Max());
            return Close.RelativeError(Row(Mix(x, y)), Mix(Row(x), Row(y))) < 1e-11
                && Close.RelativeError(delayed[14..], Row(x)) < 1e-11
                && Math.Abs(found.Frequencies[best] / frequency - 1) < 0.021;
        });

    [Fact]
    public void DenoisingRemovesNoiseAndKeepsWhatIsClean() =>
        PropertyCheck.HoldsForSeedsHeavy(seed =>
        {
            double[] clean = [.. Enumerable.Range(0, 1024).Select(t => 5 * Math.Sin(2 * Math.PI * t / 256))];
            double[] noisy = [.. clean.Zip(Noise(seed, 1024), (a, b) => a + 0.5 * b)];
            double Error(double[] x) => x.Zip(clean, (a, b) => (a - b) * (a - b)).Sum();
            double[] denoised = WaveletDenoising.Apply(noisy);
            double[] doubled = WaveletDenoising.Apply([.. noisy.Select(v => 2 * v)]);
            return Error(denoised) < 0.25 * Error(noisy)
                && Close.RelativeError(WaveletDenoising.Apply(noisy, new() { Factor = 0 }), noisy) < 1e-13
                && Close.RelativeError(doubled, [.. denoised.Select(v => 2 * v)]) < 1e-13
                && Close.RelativeError(WaveletDenoising.Apply(Rotate(noisy, 9)), Rotate(denoised, 9)) < 1e-13;
        });

    [Fact]
    public void BadSettingsAreNamed()
    {
        Assert.Equal("db1", OrthogonalWavelet.Named("haar").Name);
        Assert.Contains("haar", Assert.Throws<ArgumentException>(() => OrthogonalWavelet.Named("bior2.2")).Message);
        Assert.ThrowsAny<ArgumentException>(() => OrthogonalWavelet.Named("db11"));
        Assert.ThrowsAny<ArgumentException>(() => OrthogonalWavelet.Named("sym1"));
        Assert.ThrowsAny<ArgumentException>(() => StationaryWavelet.Compute(X, OrthogonalWavelet.Named("db2"), 0));
        Assert.ThrowsAny<ArgumentException>(() => StationaryWavelet.Compute([], OrthogonalWavelet.Named("db2"), 1));
        Assert.Contains(
            "CentreFrequency",
            Assert
                .ThrowsAny<ArgumentException>(() =>
                    ContinuousWavelet.Compute(X, 1, [2], new() { CentreFrequency = double.NaN })
                )
                .Message
        );
        Assert.Contains(
            "CentreFrequency",
            Assert
                .ThrowsAny<ArgumentException>(() =>
                    ContinuousWavelet.Compute(X, 1, [2], new() { CentreFrequency = 7, Wavelet = MotherWavelet.Ricker })
                )
                .Message
        );
        Assert.ThrowsAny<ArgumentException>(() => ContinuousWavelet.Compute(X, 1, [double.NaN]));
        Assert.Contains(
            "Factor",
            Assert.ThrowsAny<ArgumentException>(() => WaveletDenoising.Apply(X, new() { Factor = double.NaN })).Message
        );
    }
}
