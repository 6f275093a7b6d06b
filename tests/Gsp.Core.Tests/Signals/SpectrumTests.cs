using System.Numerics;
using Gsp.Random;
using Gsp.Signals;
using Gsp.Testing;
using Xunit;
using static Gsp.Core.Tests.Signals.Processing;

namespace Gsp.Core.Tests.Signals;

public sealed class SpectrumTests
{
    private static readonly SegmentOptions[] Settings =
    [
        new() { Length = 64, Overlap = 32 },
        new()
        {
            Length = 40,
            Overlap = 10,
            TransformLength = 64,
            Window = WindowShape.Hamming,
            Trend = SegmentTrend.Linear,
            Scaling = SpectrumScaling.Power,
        },
        new()
        {
            Length = 33,
            Overlap = 20,
            Window = WindowShape.Blackman,
            Trend = SegmentTrend.None,
        },
        new()
        {
            Length = 50,
            Overlap = 0,
            TransformLength = 51,
            Window = WindowShape.Kaiser,
            WindowParameter = 4,
            Scaling = SpectrumScaling.Power,
        },
    ];

    [Fact]
    public void SpectraAreScipys()
    {
        double[] y = Truth["y"];
        foreach (SegmentOptions options in Settings)
        {
            string key = $"{options.Length} {options.Overlap} {options.TransformLength ?? options.Length}";
            PowerSpectrum power = Welch.Power(X, 50, options);
            Close.Relative(power.Values, Truth[$"welch {key}"], 1e-12, "welch");
            Close.Relative(Flat(Welch.Cross(X, y, 50, options).Values), Truth[$"csd {key}"], 1e-12, "csd");
            Close.Relative(Welch.Coherence(X, y, 50, options).Values, Truth[$"coherence {key}"], 1e-9, "coherence");
            Spectrogram spectrogram = Spectrogram.Compute(X, 50, options);
            Close.Relative(spectrogram.Values.ToColumnMajorArray(), Truth[$"spectrogram {key}"], 1e-12, key);
            Close.Relative(spectrogram.Times, Truth[$"spectrogram.times {key}"], 1e-14, key);
            double[] mean = [.. spectrogram.Values.EnumerateRows().Select(row => row.Average())];
            Close.Relative(mean, power.Values, 1e-13, "the spectrum is the mean spectrogram");
        }
        Close.Relative(Welch.Periodogram(X, 50).Values, Truth["periodogram"], 1e-12);
        Close.Relative(
            Welch.Periodogram(X, 50, WindowShape.Hann, null, SegmentTrend.Linear, SpectrumScaling.Power).Values,
            Truth["periodogram.linear"],
            1e-11
        );
    }

    [Fact]
    public void ThePeriodogramKeepsTheMeanSquare() =>
        PropertyCheck.HoldsForSeeds(seed =>
        {
            double[] x = Noise(seed, 2 + (int)(seed % 200));
            double rate = 1 + seed % 7;
            PowerSpectrum spectrum = Welch.Periodogram(x, rate, trend: SegmentTrend.None);
            double power = spectrum.Values.Sum() * rate / x.Length;
            return Math.Abs(power / (x.Sum(v => v * v) / x.Length) - 1) < 1e-12;
        });

    [Fact]
    public void ASineHasItsHeightAndItsPlace()
    {
        double[] x = [.. Enumerable.Range(0, 2000).Select(t => 3 * Math.Sin(2 * Math.PI * 12 * t / 100))];
        var options = new SegmentOptions
        {
            Length = 200,
            Scaling = SpectrumScaling.Power,
            Window = WindowShape.FlatTop,
        };
        PowerSpectrum spectrum = Welch.Power(x, 100, options);
        int peak = Array.IndexOf(spectrum.Values, spectrum.Values.Max());
        Assert.Equal(12, spectrum.Frequencies[peak], 1e-12);
        Assert.Equal(4.5, spectrum.Values[peak], 1e-6);
        Assert.Contains("50 Hz", spectrum.ToString());
    }

    [Fact]
    public void CoherenceIsOneOfAFilteredCopyAndSymmetric() =>
        PropertyCheck.HoldsForSeeds(seed =>
        {
            (double[] x, double[] y) = (Noise(seed, 300), Noise(seed + 1, 300));
            var options = new SegmentOptions { Length = 32 };
            CoherenceSpectrum same = Welch.Coherence(x, [.. x.Select(v => -4 * v)], 1, options);
            CoherenceSpectrum other = Welch.Coherence(x, y, 1, options);
            Complex[] there = Welch.Cross(x, y, 1, options).Values;
            Complex[] back = Welch.Cross(y, x, 1, options).Values;
            return same.Values.All(v => Math.Abs(v - 1) < 1e-10)
                && other.Values.All(v => v is >= 0 and <= 1 + 1e-12)
                && there.Zip(back, (a, b) => (a - Complex.Conjugate(b)).Magnitude).Max() < 1e-12;
        });

    [Fact]
    public void SegmentsWithGapsAreLeftOutAndCounted()
    {
        double[] x = Noise(1, 320);
        x[70] = double.NaN;
        var options = new SegmentOptions { Length = 32, Overlap = 0 };
        PowerSpectrum spectrum = Welch.Power(x, 1, options);
        Assert.Equal((9, 1), (spectrum.SegmentCount, spectrum.SkippedCount));
        double[] without = [.. x[..64], .. x[96..]];
        Close.Relative(spectrum.Values, Welch.Power(without, 1, options).Values, 1e-14);
        Assert.True(double.IsNaN(Spectrogram.Compute(x, 1, options).Values[3, 2]));
        Assert.Contains(
            "segments",
            Assert.Throws<ArgumentException>(() => Welch.Power(x.AsSpan(60, 32), 1, options)).Message
        );
        Assert.Throws<ArgumentException>(() => Welch.Power([1, double.PositiveInfinity, .. x], 1, options));
    }

    [Fact]
    public void ShortTimeSpectraAreScipys()
    {
        foreach ((string name, string[] words) in Cases("stft"))
        {
            var options = new StftOptions
            {
                Length = Whole(words[0]),
                Hop = Whole(words[1]),
                TransformLength = Whole(words[2]),
            };
            ShortTimeSpectrum spectrum = ShortTimeSpectrum.Compute(X, 50, options);
            Close.Relative(Flat(spectrum.Values.ToColumnMajorArray()), Truth[name], 1e-13, name);
            // SciPy counts the time from half a frame of zeros.
            Close.Relative(spectrum.Times, Truth["stft.times" + name[4..]], 1e-13, name);
        }
    }

    [Fact]
    public void TheShortTimeInverseIsExact() =>
        PropertyCheck.HoldsForSeeds(seed =>
        {
            var random = new RandomStream(seed);
            int length = 2 + random.NextInt(40);
            WindowShape[] shapes =
            [
                WindowShape.Hann,
                WindowShape.Hamming,
                WindowShape.Rectangular,
                WindowShape.FlatTop,
            ];
            var options = new StftOptions
            {
                Length = length,
                Hop = 1 + random.NextInt(Math.Max(1, length / 2)),
                Window = shapes[random.NextInt(4)],
                TransformLength = length + random.NextInt(9),
            };
            if (!OverlapAdd.IsInvertible(Window.Periodic(options.Window, length), options.Hop, 1e-3))
            {
                return true;
            }
            double[] x = Noise(seed, 1 + random.NextInt(200));
            return Close.RelativeError(ShortTimeSpectrum.Compute(x, 1, options).Inverse(), x) < 1e-12;
        });

    [Fact]
    public void TheShortTimeTransformIsLinearAndCommutesWithHops() =>
        PropertyCheck.HoldsForSeeds(seed =>
        {
            var options = new StftOptions { Length = 16, Hop = 4 };
            (double[] x, double[] y) = (Noise(seed, 100), Noise(seed + 1, 100));
            double[] Values(double[] signal) =>
                Flat(ShortTimeSpectrum.Compute(signal, 1, options).Values.ToColumnMajorArray());
            double[] delayed = Values([.. new double[8], .. x]);
            double[] plain = Values(x);
            return Close.RelativeError(Values(Mix(x, y)), Mix(plain, Values(y))) < 1e-12
                && Close.RelativeError(delayed[(2 * 18)..], plain) < 1e-13;
        });

    [Fact]
    public void ConstantOverlapAddIsRecognised()
    {
        Assert.True(OverlapAdd.IsConstant(Window.Periodic(WindowShape.Hann, 64), 32));
        Assert.True(OverlapAdd.IsConstant(Window.Periodic(WindowShape.Blackman, 60), 20));
        Assert.False(OverlapAdd.IsConstant(Window.Periodic(WindowShape.Hann, 64), 33));
        Assert.False(OverlapAdd.IsConstant(Window.Symmetric(WindowShape.Hann, 64), 32));
        Assert.True(OverlapAdd.IsInvertible(Window.Periodic(WindowShape.Hann, 64), 50));
        Assert.False(OverlapAdd.IsInvertible(Window.Periodic(WindowShape.Hann, 64), 64));
        Assert.Contains(
            "Hop",
            Assert
                .ThrowsAny<ArgumentException>(() => ShortTimeSpectrum.Compute(X, 1, new() { Length = 64, Hop = 64 }))
                .Message
        );
    }

    [Fact]
    public void TheAnalyticSignalIsScipys()
    {
        Close.Relative(Flat(Hilbert.AnalyticSignal(X)), Truth["hilbert"], 1e-13);
        Close.Relative(Flat(Hilbert.AnalyticSignal(X.AsSpan(0, 149))), Truth["hilbert.odd"], 1e-13);
        Close.Relative(Hilbert.InstantaneousPhase(X), Truth["hilbert.phase"], 1e-12);
    }

    [Fact]
    public void AToneHasItsEnvelopePhaseAndFrequency() =>
        PropertyCheck.HoldsForSeeds(seed =>
        {
            var random = new RandomStream(seed);
            int n = 20 + random.NextInt(200);
            int cycles = 1 + random.NextInt(n / 2 - 1);
            double height = random.NextUniform(0.1, 5);
            double[] x = [.. Enumerable.Range(0, n).Select(t => height * Math.Cos(0.3 + 2 * Math.PI * cycles * t / n))];
            double[] sine =
            [
                .. Enumerable.Range(0, n).Select(t => height * Math.Sin(0.3 + 2 * Math.PI * cycles * t / n)),
            ];
            return Close.RelativeError(Hilbert.Transform(x), sine) < 1e-11
                && Hilbert.Envelope(x).All(v => Math.Abs(v / height - 1) < 1e-11)
                && (2 * cycles >= n - 2 || Hilbert.InstantaneousFrequency(x, n).All(f => Math.Abs(f - cycles) < 1e-8));
        });

    [Fact]
    public void TheHilbertTransformTurnsTwiceToMinusOneAndKeepsPower() =>
        PropertyCheck.HoldsForSeeds(seed =>
        {
            double[] x = Noise(seed, 2 * (int)(seed % 60) + 3); // odd: no coefficient at half the rate
            double mean = x.Average();
            double[] centred = [.. x.Select(v => v - mean)];
            double[] once = Hilbert.Transform(centred);
            double[] twice = [.. Hilbert.Transform(once).Select(v => -v)];
            double[] rotated = Hilbert.Transform(Rotate(centred, 2));
            return Close.RelativeError(twice, centred) < 1e-12
                && Math.Abs(once.Sum(v => v * v) / centred.Sum(v => v * v) - 1) < 1e-12
                && Close.RelativeError(rotated, Rotate(once, 2)) < 1e-11;
        });

    [Fact]
    public void BadSettingsAreNamed()
    {
        (SegmentOptions Options, string Name)[] bad =
        [
            (new() { Length = 1 }, "Length"),
            (new() { Length = 8, Overlap = 8 }, "Overlap"),
            (new() { Length = 8, TransformLength = 7 }, "TransformLength"),
            (new() { Window = WindowShape.Kaiser }, "WindowParameter"),
            (new() { Window = WindowShape.Tukey, WindowParameter = double.NaN }, "WindowParameter"),
            (new() { Trend = (SegmentTrend)7 }, "Trend"),
            (new() { Scaling = (SpectrumScaling)7 }, "Scaling"),
        ];
        foreach ((SegmentOptions options, string name) in bad)
        {
            Assert.Equal(name, Assert.ThrowsAny<ArgumentException>(() => Welch.Power(X, 1, options)).ParamName);
        }
        Assert.Contains("periodogram", Assert.Throws<ArgumentException>(() => Welch.Power(X, 1)).Message);
        Assert.Throws<ArgumentException>(() => Hilbert.Envelope([1, double.NaN]));
        Assert.Throws<ArgumentException>(() => Hilbert.Envelope([]));
    }
}
