using Gsp.Random;
using Gsp.Signals;
using Gsp.Testing;
using Xunit;
using static Gsp.Core.Tests.Signals.Processing;

namespace Gsp.Core.Tests.Signals;

public sealed class ResamplingTests
{
    [Theory]
    [InlineData("poly", ResamplingBorder.Zero)]
    [InlineData("poly.mean", ResamplingBorder.Mean)]
    [InlineData("poly.line", ResamplingBorder.Line)]
    public void PolyphaseIsScipys(string kind, ResamplingBorder border)
    {
        foreach ((string name, string[] words) in Cases(kind))
        {
            var resampler = new PolyphaseResampler(Whole(words[0]), Whole(words[1]), new() { Border = border });
            // SciPy's line passes through the filter, whose phases keep a line to its ripple only.
            double tolerance = border == ResamplingBorder.Line && resampler.Up > 1 ? 1e-3 : 1e-12;
            Close.Relative(resampler.Apply(X), Truth[name], tolerance, name);
        }
    }

    [Fact]
    public void BordersKeepConstantsAndLines() =>
        PropertyCheck.HoldsForSeeds(seed =>
        {
            var random = new RandomStream(seed);
            (int up, int down) = (1 + random.NextInt(12), 1 + random.NextInt(12));
            double[] line = [.. Enumerable.Range(0, 2 + random.NextInt(50)).Select(t => 3 - 0.25 * t)];
            double[] level = [.. line.Select(_ => 7.0)];
            var lines = new PolyphaseResampler(up, down, new() { Border = ResamplingBorder.Line });
            var means = new PolyphaseResampler(up, down, new() { Border = ResamplingBorder.Mean });
            double step = lines.Down / (double)lines.Up;
            double[] expected = [.. lines.Apply(line).Select((_, m) => 3 - 0.25 * step * m)];
            return Close.RelativeError(lines.Apply(line), expected) < 1e-14 && means.Apply(level).All(v => v == 7);
        });

    [Fact]
    public void FourierIsScipys()
    {
        foreach ((string name, string[] words) in Cases("fourier"))
        {
            Close.Relative(FourierResampling.Apply(X, Whole(words[0])), Truth[name], 1e-12, name);
        }
        foreach ((string name, string[] words) in Cases("fourier.odd"))
        {
            Close.Relative(FourierResampling.Apply(X.AsSpan(0, 149), Whole(words[0])), Truth[name], 1e-12, name);
        }
    }

    private static PolyphaseResampler Draw(RandomStream stream) =>
        new(1 + stream.NextInt(12), 1 + stream.NextInt(12), new() { HalfLength = 1 + stream.NextInt(15) });

    [Fact]
    public void AStreamGivesTheSameBitsForEveryChunking() =>
        PropertyCheck.HoldsForSeeds(seed =>
        {
            var random = new RandomStream(seed);
            PolyphaseResampler resampler = Draw(random);
            double[] x = Noise(seed, random.NextInt(300));
            PolyphaseStream stream = resampler.Start();
            var output = new List<double>();
            for (int t = 0; t < x.Length; )
            {
                int count = Math.Min(random.NextInt(60), x.Length - t);
                var room = new double[stream.MostOutputs(count)];
                output.AddRange(room[..stream.Process(x.AsSpan(t, count), room)]);
                t += count;
            }
            var rest = new double[resampler.OutputLength(x.Length) - output.Count];
            int last = stream.Finish(rest);
            double[] whole = resampler.Apply(x);
            return last == rest.Length && whole.SequenceEqual([.. output, .. rest]);
        });

    [Fact]
    public void LengthsAreRoundedUpAndResamplingIsLinear() =>
        PropertyCheck.HoldsForSeeds(seed =>
        {
            var random = new RandomStream(seed);
            PolyphaseResampler resampler = Draw(random);
            int n = 1 + random.NextInt(100);
            (double[] x, double[] y) = (Noise(seed, n), Noise(seed + 1, n));
            double[] mixed = resampler.Apply(Mix(x, y));
            int length = 1 + random.NextInt(150);
            return mixed.Length == (int)Math.Ceiling(n * (double)resampler.Up / resampler.Down)
                && Close.RelativeError(mixed, Mix(resampler.Apply(x), resampler.Apply(y))) < 1e-12
                && Close.RelativeError(
                    FourierResampling.Apply(Mix(x, y), length),
                    Mix(FourierResampling.Apply(x, length), FourierResampling.Apply(y, length))
                ) < 1e-12;
        });

    [Fact]
    public void ATonePassesUnchanged() =>
        PropertyCheck.HoldsForSeeds(seed =>
        {
            var random = new RandomStream(seed);
            (int up, int down) = (1 + random.NextInt(12), 1 + random.NextInt(12));
            var resampler = new PolyphaseResampler(up, down, new() { HalfLength = 40, KaiserBeta = 9 });
            // Below 0.4 of the lower rate.
            double frequency = random.NextUniform(0, 0.4) * Math.Min(1, up / (double)down);
            double phase = random.NextUniform(0, 6);
            double[] x = [.. Enumerable.Range(0, 2000).Select(t => Math.Sin(phase + 2 * Math.PI * frequency * t))];
            double step = resampler.Down / (double)resampler.Up;
            double[] y = resampler.Apply(x);
            int skip = (int)(45 * Math.Max(1, step) / step) + 1;
            return y.Select((v, m) => Math.Abs(v - Math.Sin(phase + 2 * Math.PI * frequency * m * step)))
                .Skip(skip)
                .SkipLast(skip)
                .All(error => error < 2e-4);
        });

    [Fact]
    public void ResamplingCommutesWithShiftsByWholePhases() =>
        PropertyCheck.HoldsForSeeds(seed =>
        {
            var random = new RandomStream(seed);
            PolyphaseResampler resampler = Draw(random);
            int turns = 1 + random.NextInt(4);
            double[] x = Noise(seed, 80);
            double[] delayed = resampler.Apply([.. new double[turns * resampler.Down], .. x]);
            return delayed[(turns * resampler.Up)..].SequenceEqual(resampler.Apply(x));
        });

    [Fact]
    public void FourierResamplingToMoreSamplesAndBackIsTheSignal() =>
        PropertyCheck.HoldsForSeeds(seed =>
        {
            double[] x = Noise(seed, 1 + (int)(seed % 90));
            double[] more = FourierResampling.Apply(x, x.Length + (int)(seed % 50));
            return Close.RelativeError(FourierResampling.Apply(more, x.Length), x) < 1e-12;
        });

    [Fact]
    public void APeriodicToneIsExactByFourier() =>
        PropertyCheck.HoldsForSeeds(seed =>
        {
            var random = new RandomStream(seed);
            (int from, int to) = (3 + random.NextInt(200), 3 + random.NextInt(200));
            int cycles = random.NextInt((Math.Min(from, to) + 1) / 2);
            double[] Tone(int n) => [.. Enumerable.Range(0, n).Select(t => Math.Cos(1 + 2 * Math.PI * cycles * t / n))];
            return Close.RelativeError(FourierResampling.Apply(Tone(from), to), Tone(to)) < 1e-12;
        });

    [Fact]
    public void AMissingSampleSpreadsAsFarAsTheFilter()
    {
        double[] x = Noise(3, 400);
        x[200] = double.NaN;
        double[] y = new PolyphaseResampler(1, 2).Apply(x);
        int[] missing = [.. Enumerable.Range(0, y.Length).Where(m => double.IsNaN(y[m]))];
        Assert.NotEmpty(missing);
        Assert.InRange(missing[0], 89, 100);
        Assert.InRange(missing[^1], 100, 111);
        Assert.All(missing, m => Assert.InRange(m, missing[0], missing[^1]));
        Assert.Equal(x, new PolyphaseResampler(7, 7).Apply(x));
    }

    [Fact]
    public void BadSettingsAreNamed()
    {
        Assert.Equal(
            (25, 36),
            (PolyphaseResampler.BetweenRates(360, 250).Up, PolyphaseResampler.BetweenRates(360, 250).Down)
        );
        Assert.Equal(
            (2, 5),
            (PolyphaseResampler.BetweenRates(312.5, 125).Up, PolyphaseResampler.BetweenRates(312.5, 125).Down)
        );
        Assert.Throws<ArgumentException>(() => PolyphaseResampler.BetweenRates(360.000001, 250));
        Assert.Throws<ArgumentException>(() => PolyphaseResampler.BetweenRates(1.0 / 3, 1));
        Assert.ThrowsAny<ArgumentException>(() => new PolyphaseResampler(0, 1));
        Assert.Contains(
            "KaiserBeta",
            Assert
                .ThrowsAny<ArgumentException>(() => new PolyphaseResampler(1, 2, new() { KaiserBeta = double.NaN }))
                .Message
        );
        Assert.Throws<ArgumentException>(() => FourierResampling.Apply([1, double.NaN], 3));
        Assert.Throws<ArgumentException>(() =>
            new PolyphaseResampler(2, 1).Start().Process(new double[100], new double[3])
        );
    }
}
