using Gsp.Random;
using Gsp.Signals;
using Gsp.Testing;
using Xunit;
using static Gsp.Core.Tests.Signals.Processing;

namespace Gsp.Core.Tests.Signals;

/// <summary>Running medians, splines and the baselines made of them.</summary>
public sealed class MedianTests
{
    [Fact]
    public void MediansAreScipysAndNumpys()
    {
        foreach ((string name, string[] words) in Cases("median"))
        {
            double[] actual =
                words[0] == "gaps"
                    ? MedianFilter.Apply(Truth["gaps"], Whole(words[1]))
                    : MedianFilter.Apply(X, Whole(words[1]), Enum.Parse<MedianBorder>(words[0]));
            Close.Relative(actual, Truth[name], 1e-15, name);
        }
    }

    [Fact]
    public void AnyWindowAgreesWithSorting() =>
        PropertyCheck.HoldsForSeeds(seed =>
        {
            var stream = new RandomStream(seed);
            int window = 1 + stream.NextInt(40);
            // Few values, so that many are equal; some missing.
            double[] x = [.. Noise(seed, 80).Select(v => v < -1 ? double.NaN : Math.Round(2 * v))];
            double[] expected =
            [
                .. Enumerable
                    .Range(0, 80)
                    .Select(t =>
                    {
                        int first = Math.Max(0, t - window / 2);
                        int end = Math.Min(80, t + (window - 1) / 2 + 1);
                        double[] present = [.. x[first..end].Where(v => !double.IsNaN(v)).Order()];
                        int n = present.Length;
                        return n == 0 ? double.NaN : 0.5 * (present[(n - 1) / 2] + present[n / 2]);
                    }),
            ];
            return MedianFilter.Apply(x, window).SequenceEqual(expected);
        });

    [Fact]
    public void MediansCommuteWithShiftsScalesAndOffsets() =>
        PropertyCheck.HoldsForSeeds(seed =>
        {
            int window = 1 + 2 * (int)(seed % 15);
            double[] x = Noise(seed, 100);
            double[] median = MedianFilter.Apply(x, window);
            double[] other = MedianFilter.Apply([.. x.Select(v => -2 * v + 8)], window);
            double[] shifted = MedianFilter.Apply(x[20..], window);
            return Close.RelativeError(other, [.. median.Select(v => -2 * v + 8)]) < 1e-14
                && shifted[window..].SequenceEqual(median[(20 + window)..]);
        });

    [Fact]
    public void TheFilterIsTheStreamHalfAWindowLater() =>
        PropertyCheck.HoldsForSeeds(seed =>
        {
            int window = 1 + (int)(seed % 30);
            double[] x = [.. Noise(seed, 90).Select(v => v > 1.5 ? double.NaN : v)];
            var running = new RunningMedian(window);
            double[] stream = [.. x.Select(running.Push)];
            int ahead = (window - 1) / 2;
            return MedianFilter.Apply(x, window)[..(90 - ahead)].SequenceEqual(stream[ahead..]);
        });

    [Fact]
    public void AStreamRemembersItsWindowOnly()
    {
        var running = new RunningMedian(3);
        Assert.True(double.IsNaN(running.Median));
        double[] samples = [5, 1, 1, double.NaN, 9];
        Assert.Equal([5, 3, 1, 1, 5], samples.Select(running.Push));
        Assert.Equal((3, 2, 5.0), (running.Window, running.Present, running.Median));
        running.Reset();
        Assert.Equal(7, running.Push(7));
    }

    [Fact]
    public void SplinesAreScipys()
    {
        double[] knots = [0, 1.5, 2, 4.25, 7, 7.5, 9];
        foreach ((string name, string[] words) in Cases("spline"))
        {
            int count = Whole(words[1]);
            var spline = new CubicSpline(knots[..count], X[..count], Enum.Parse<SplineEnds>(words[0]));
            double[] expected = Truth[name];
            int points = expected.Length / 3;
            double[] at = [.. Enumerable.Range(0, points).Select(k => -1 + 0.37 * k)];
            Close.Relative([.. at.Select(spline.Evaluate)], expected[..points], 1e-13, name);
            Close.Relative([.. at.Select(spline.Slope)], expected[points..(2 * points)], 1e-13, name);
            Close.Relative([.. at.Select(spline.Curvature)], expected[(2 * points)..], 1e-12, name);
        }
    }

    [Fact]
    public void SplinesGoThroughTheirPointsAndReproduceCubics() =>
        PropertyCheck.HoldsForSeeds(seed =>
        {
            var stream = new RandomStream(seed);
            int n = 4 + stream.NextInt(10);
            double[] knots = new double[n];
            for (int k = 1; k < n; k++)
            {
                knots[k] = knots[k - 1] + stream.NextUniform(0.2, 2);
            }
            double[] c = Noise(seed, 4);
            double Cubic(double t) => c[0] + t * (c[1] + t * (c[2] + t * c[3]));
            var cubic = new CubicSpline(knots, [.. knots.Select(Cubic)]);
            var natural = new CubicSpline(knots, Noise(seed + 1, n), SplineEnds.Natural);
            double[] places = [.. knots.Select(t => t + 0.3)];
            return Close.RelativeError([.. places.Select(cubic.Evaluate)], [.. places.Select(Cubic)]) < 1e-11
                && Close.RelativeError([.. knots.Select(natural.Evaluate)], Noise(seed + 1, n)) < 1e-13
                && Math.Abs(natural.Curvature(0)) < 1e-12
                && Math.Abs(natural.Curvature(knots[^1])) < 1e-9;
        });

    [Fact]
    public void TheMedianBaselineIsTwoMedians()
    {
        double[] first = MedianFilter.Apply(X, 11);
        Assert.Equal(MedianFilter.Apply(first, 31), MedianBaseline.Estimate(X, 50, new() { FirstSeconds = 0.22 }));
        Assert.Equal(Truth["median Shrink 31"].Length, MedianBaseline.Remove(X, 50).Length);
    }

    [Fact]
    public void BaselinesAreRemoved() =>
        PropertyCheck.HoldsForSeedsHeavy(seed =>
        {
            // Narrow spikes once a second on a slow wander.
            const int rate = 250;
            double phase = new RandomStream(seed).NextUniform(0, 6);
            double[] wander =
            [
                .. Enumerable.Range(0, 2500).Select(t => Math.Sin(phase + 2 * Math.PI * 0.1 * t / rate)),
            ];
            double[] beats = [.. Enumerable.Range(0, 2500).Select(t => t % rate is >= 100 and < 120 ? 1.0 : 0)];
            double[] signal = [.. wander.Zip(beats, (a, b) => a + b)];
            signal[300] = double.NaN;
            int[] knots = [.. Enumerable.Range(0, 10).Select(k => 50 + rate * k)];
            double[] median = MedianBaseline.Estimate(signal, rate);
            double[] spline = SplineBaseline.Estimate(signal, knots, new() { HalfWidth = 2 });
            double[] removed = SplineBaseline.Remove(signal, knots, new() { HalfWidth = 2 });
            return Close.RelativeError(median[200..2300], wander[200..2300]) < 0.06
                && Close.RelativeError(spline[50..2300], wander[50..2300]) < 0.02
                && spline[..50].All(v => v == spline[50])
                && double.IsNaN(removed[300])
                && removed[301] == signal[301] - spline[301];
        });

    [Fact]
    public void BadSettingsAreNamed()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => MedianFilter.Apply(X, 0));
        Assert.Throws<ArgumentException>(() => MedianFilter.Apply(X, 3, (MedianBorder)9));
        Assert.Contains(
            "SecondSeconds",
            Assert
                .Throws<ArgumentException>(() => MedianBaseline.Estimate(X, 50, new() { SecondSeconds = 0.1 }))
                .Message
        );
        Assert.Contains(
            "FirstSeconds",
            Assert
                .ThrowsAny<ArgumentException>(() => MedianBaseline.Estimate(X, 50, new() { FirstSeconds = double.NaN }))
                .Message
        );
        Assert.Contains("knot 1", Assert.Throws<ArgumentException>(() => new CubicSpline([1, 1], [0, 0])).Message);
        Assert.Contains(
            "knots[1]",
            Assert.ThrowsAny<ArgumentException>(() => SplineBaseline.Estimate(X, [5, 5])).Message
        );
        Assert.Contains(
            "at least one",
            Assert.Throws<ArgumentException>(() => SplineBaseline.Estimate([double.NaN], [0])).Message
        );
        Assert.Equal([2, 2], SplineBaseline.Estimate([2, 7], [0]));
    }
}
