using Gsp.Random;
using Gsp.Signals;
using Gsp.Testing;
using MathNet.Numerics.LinearAlgebra;
using Xunit;

namespace Gsp.Core.Tests.Signals;

/// <summary>Standardisation, trends, differences and images.</summary>
public sealed class PreparationTests
{
    private static readonly GoldenTable Golden = new("signals", "filters.txt");

    private static double[] Noise(ulong seed, int length)
    {
        var x = new double[length];
        new RandomStream(seed).FillNormal(x);
        return x;
    }

    [Fact]
    public void DetrendAgreesWithScipy()
    {
        double[] x = Golden["x"];
        Close.Relative(Detrend.Polynomial(x, 0), Golden["detrend.constant"], 1e-12);
        Close.Relative(Detrend.Polynomial(x, 1), Golden["detrend.linear"], 1e-12);
        Close.Relative(Detrend.Polynomial(x, 3), Golden["detrend.cubic"], 1e-11);
    }

    [Fact]
    public void DetrendRemovesPolynomialsAndOnlyThem() =>
        PropertyCheck.HoldsForSeeds(seed =>
        {
            var stream = new RandomStream(seed);
            int order = stream.NextInt(7);
            double[] c = Noise(seed + 1, order + 1);
            double[] x = Noise(seed, 50);
            x[stream.NextInt(50)] = double.NaN;
            double[] trended = [.. x.Select((v, t) => v + c.Select((a, k) => a * Math.Pow(t / 25.0 - 1, k)).Sum())];
            double[] first = Detrend.Polynomial(x, order);
            return Close.RelativeError(Detrend.Polynomial(trended, order), first) < 1e-10
                && Close.RelativeError(Detrend.Polynomial(first, order), first) < 1e-10;
        });

    [Fact]
    public void DifferencesOfAPolynomialOfTheirDegreeAreConstant() =>
        PropertyCheck.HoldsForSeeds(seed =>
        {
            int order = 1 + (int)(seed % 4);
            double[] powers = [.. Enumerable.Range(0, 20).Select(t => Math.Pow(t, order))];
            double factorial = Enumerable.Range(1, order).Aggregate(1.0, (p, k) => p * k);
            double[] x = Noise(seed, 20);
            double[] repeated = x;
            for (int k = 0; k < order; k++)
            {
                repeated = Detrend.Difference(repeated);
            }
            return Detrend.Difference(powers, order).All(d => d == factorial)
                && Detrend.Difference(x, order).SequenceEqual(repeated);
        });

    [Fact]
    public void ZScoresHaveMeanZeroAndDeviationOneWhateverTheUnits() =>
        PropertyCheck.HoldsForSeeds(seed =>
        {
            var stream = new RandomStream(seed);
            double[] x = Noise(seed, 40);
            x[3] = double.NaN;
            double factor = Math.Pow(10, stream.NextInt(-6, 7));
            double[] other = [.. x.Select(v => factor * (v + 5))];
            Matrix<double> recording = Matrix<double>.Build.DenseOfColumnArrays(x, other);
            StandardisedRecording z = Standardisation.ZScore(recording);
            double[] present = [.. z.Values.Column(0).Where(v => !double.IsNaN(v))];
            return present.Length == 39
                && Math.Abs(present.Average()) < 1e-14
                && Math.Abs(present.Sum(v => v * v) / 39 - 1) < 1e-13
                && Close.RelativeError(z.Values.Column(1).ToArray(), z.Values.Column(0).ToArray()) < 1e-11
                && z.ConstantChannels.Length == 0;
        });

    [Fact]
    public void ConstantAndEmptyChannelsAreReported()
    {
        Matrix<double> recording = Matrix<double>.Build.DenseOfColumnArrays(
            [.. Enumerable.Repeat(0.1, 7)],
            [.. Enumerable.Repeat(double.NaN, 7)],
            [1, 2, 3, 4, 5, 6, double.NaN]
        );
        StandardisedRecording z = Standardisation.ZScore(recording);
        Assert.Equal([0, 1], z.ConstantChannels);
        Assert.All(z.Values.Column(0), v => Assert.Equal(0, v));
        Assert.All(z.Values.Column(1), v => Assert.True(double.IsNaN(v)));
        Assert.Equal(3.5, z.Means[2]);
        Assert.Contains("constant channels: 0, 1", z.ToString());
        recording[0, 0] = double.PositiveInfinity;
        Assert.Throws<ArgumentException>(() => Standardisation.ZScore(recording));
    }

    [Fact]
    public void ImagesAgreeWithScipyAndTorch()
    {
        var images = new ImageSeries(Golden["image"], 2, 8, 12);
        Close.Relative(images.Mean3x3().Values, Golden["image.mean_mirror"], 1e-14);
        Close.Relative(images.Mean3x3(ImageBorder.Repeat).Values, Golden["image.mean_repeat"], 1e-14);
        Close.Relative(images.Resize(2, 3).Values, Golden["image.2x3"], 1e-14);
        Close.Relative(images.Resize(5, 20).Values, Golden["image.5x20"], 1e-14);
        Assert.Equal(images.Values.ToArray(), images.Resize(8, 12).Values.ToArray());
    }

    /// <summary>An affine image stays what it is: interpolation and symmetric means are exact on it, away from the border.</summary>
    [Fact]
    public void AffineImagesAreKept() =>
        PropertyCheck.HoldsForSeeds(seed =>
        {
            double[] c = Noise(seed, 3);
            double[] plane = [.. Enumerable.Range(0, 64).Select(k => c[0] + c[1] * (k / 8) + c[2] * (k % 8))];
            var images = new ImageSeries(plane, 1, 8, 8);
            ImageSeries mean = images.Mean3x3();
            ImageSeries half = images.Resize(2, 2);
            double expected = c[0] + c[1] * 1.5 + c[2] * 5.5; // centres (0.5, 1.5) x 4 - 0.5
            return Math.Abs(mean[0, 3, 4] - images[0, 3, 4]) < 1e-12 && Math.Abs(half[0, 0, 1] - expected) < 1e-12;
        });

    [Fact]
    public void PixelsOutsideTheObjectSpread()
    {
        double[] values = [.. Enumerable.Repeat(1.0, 25)];
        values[0] = double.NaN;
        ImageSeries mean = new ImageSeries(values, 1, 5, 5).Mean3x3();
        Assert.True(double.IsNaN(mean[0, 1, 1]));
        Assert.Equal(1, mean[0, 2, 2], 1e-15);
        Assert.Throws<ArgumentException>(() => new ImageSeries(values, 2, 5, 5));
        Assert.Throws<ArgumentException>(() => Detrend.Polynomial([1, double.NaN], 1));
        Assert.Throws<ArgumentException>(() => Detrend.Difference([1], 1));
    }
}
