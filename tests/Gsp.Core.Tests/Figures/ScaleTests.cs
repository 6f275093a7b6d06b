using Gsp.Figures;
using Gsp.Random;
using Gsp.Testing;
using Xunit;

namespace Gsp.Core.Tests.Figures;

public sealed class ScaleTests
{
    private static (double Low, double High) Interval(ulong seed)
    {
        RandomStream stream = RandomFigures.Stream(seed, "range");
        double scale = Math.Pow(10, RandomFigures.Below(stream, 41) - 20);
        double low = stream.NextNormal() * scale;
        double width = Math.Exp(2 * stream.NextNormal()) * scale;
        return (low, low + width);
    }

    [Fact]
    public void LinearTicksIncreaseInsideTheRangeAndLeaveNoStepUncovered() =>
        PropertyCheck.HoldsForSeeds(seed =>
        {
            (double low, double high) = Interval(seed);
            int target = 2 + (int)(seed % 10);
            TickSet ticks = LinearTicks.Locate(low, high, target);
            double[] v = [.. ticks.Values];
            (int mantissa, int exponent) = LinearTicks.Step(low, high, target);
            double step = mantissa * Math.Pow(10, exponent);
            bool increasing = v.Zip(v.Skip(1), (a, b) => b > a).All(up => up);
            bool covered = v.Length > 0 && v[0] - low < step * 1.000001 && high - v[^1] < step * 1.000001;
            return increasing
                && covered
                && v[0] >= low
                && v[^1] <= high
                && v.Length >= 2
                && v.Length <= Math.Max(target, 5)
                && ticks.Labels.Distinct().Count() == v.Length;
        });

    [Fact]
    public void LabelsReadBackAsTheirValues() =>
        PropertyCheck.HoldsForSeeds(seed =>
        {
            (double low, double high) = Interval(seed);
            TickSet ticks = LinearTicks.Locate(low, high, 6);
            int power = ticks.Factor.Length == 0 ? 0 : Parse<int>(ticks.Factor["×10^{".Length..^1]);
            return ticks
                .Values.Zip(ticks.Labels)
                .All(t =>
                {
                    double read = Parse<double>(t.Second) * Math.Pow(10, power);
                    return Math.Abs(read - t.First) <= 1e-12 * Math.Max(Math.Abs(low), Math.Abs(high));
                });
        });

    [Theory]
    [InlineData(0, 1, 6, "0.0 0.2 0.4 0.6 0.8 1.0", "")]
    [InlineData(-3, 7, 5, "−2 0 2 4 6", "")]
    [InlineData(0, 1.2e6, 4, "0.0 0.5 1.0", "×10^{6}")]
    [InlineData(1e-7, 9e-7, 5, "200 400 600 800", "×10^{−9}")]
    [InlineData(100000.1, 100000.9, 4, "100.0002 100.0004 100.0006 100.0008", "×10^{3}")]
    public void LinearLabels(double low, double high, int target, string labels, string factor)
    {
        TickSet ticks = LinearTicks.Locate(low, high, target);
        Assert.Equal((labels, factor), (string.Join(' ', ticks.Labels), ticks.Factor));
    }

    [Theory]
    [InlineData(-3, 2, 8, "10^{−3} 10^{−2} 10^{−1} 10^{0} 10^{1} 10^{2}")]
    [InlineData(-12, 2, 5, "10^{−12} 10^{−9} 10^{−6} 10^{−3} 10^{0}")]
    [InlineData(-0.7, 0.8, 8, "0.2 0.5 1 2 5")]
    [InlineData(0.1, 0.2, 4, "1.3 1.4 1.5")]
    public void LogLabels(double low, double high, int target, string labels) =>
        Assert.Equal(labels, string.Join(' ', LogTicks.Locate(low, high, target).Labels));

    [Fact]
    public void LogTicksIncreaseInsideTheRange() =>
        PropertyCheck.HoldsForSeeds(seed =>
        {
            RandomStream stream = RandomFigures.Stream(seed, "log");
            double low = (stream.NextUniform() * 40) - 20;
            double high = low + Math.Exp((stream.NextUniform() * 8) - 4);
            TickSet ticks = LogTicks.Locate(low, high, 2 + (int)(seed % 9));
            double[] v = [.. ticks.Values];
            return v.Length >= 1
                && v.All(t => Math.Log10(t) >= low - 1e-9 && Math.Log10(t) <= high + 1e-9)
                && v.Zip(v.Skip(1), (a, b) => b > a).All(up => up)
                && ticks.Minor.All(t => Math.Log10(t) >= low - 1e-9 && Math.Log10(t) <= high + 1e-9);
        });

    [Fact]
    public void ChosenLabelsNeverOverlap() =>
        PropertyCheck.HoldsForSeeds(seed =>
        {
            (double low, double high) = Interval(seed);
            bool log = seed % 2 == 0;
            AxisRange range = log
                ? new AxisRange(-(seed % 30.0), 1 + (seed % 7), AxisScale.Log)
                : new AxisRange(low, high, AxisScale.Linear);
            bool upright = seed % 3 == 0;
            AxisTransform axis = new(range, 0, 10 + (seed % 500));
            return Ticks.KeepApart(Ticks.Choose(new Axis(), [], axis, 11, upright), axis, 11, upright);
        });

    [Fact]
    public void PixelsReadBackAsValues() =>
        PropertyCheck.HoldsForSeeds(seed =>
        {
            (double low, double high) = Interval(seed);
            RandomStream stream = RandomFigures.Stream(seed, "t");
            AxisTransform linear = new(new AxisRange(low, high, AxisScale.Linear), 400, 20);
            AxisTransform log = new(new AxisRange(-4, 3, AxisScale.Log), 20, 400);
            double value = low + ((high - low) * stream.NextUniform());
            double positive = Math.Pow(10, (stream.NextUniform() * 7) - 4);
            return Math.Abs(linear.Value(linear.Pixel(value)) - value) <= 1e-9 * (high - low)
                && Math.Abs((log.Value(log.Pixel(positive)) / positive) - 1) <= 1e-9;
        });

    [Fact]
    public void LargerValuesLieFurtherAlong() =>
        PropertyCheck.HoldsForSeeds(seed =>
        {
            RandomStream stream = RandomFigures.Stream(seed, "t");
            double[] data = RandomFigures.Numbers(stream, 20);
            DataRange collected = new(seed % 2 == 0 ? AxisScale.Linear : AxisScale.Log);
            collected.Include(data);
            AxisTransform axis = new(collected.Settle(null, null), 0, 300);
            double[] pixels = [.. data.Where(double.IsFinite).Order().Select(axis.Pixel).Where(p => !double.IsNaN(p))];
            return pixels.Zip(pixels.Skip(1), (a, b) => b >= a).All(up => up)
                && pixels.All(p => p >= -1e-6 && p <= 300 + 1e-6);
        });

    private static T Parse<T>(string text)
        where T : IParsable<T> => T.Parse(text.Replace('−', '-'), System.Globalization.CultureInfo.InvariantCulture);
}
