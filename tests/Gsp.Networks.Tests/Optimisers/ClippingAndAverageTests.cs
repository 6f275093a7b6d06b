using Gsp.Compute;
using Gsp.Random;
using Gsp.Testing;
using Xunit;

namespace Gsp.Networks.Tests.Optimisers;

public sealed class ClippingAndAverageTests
{
    [Fact]
    public void GradientsAreScaledToTheBound() =>
        PropertyCheck.HoldsForSeedsHeavy(seed =>
        {
            using var test = new TestWorkspace(seed: seed);
            (string Name, Tensor<double> Tensor)[] parameters =
            [
                ("a", test.Normal([5000])),
                ("b", test.Normal([3], "b")),
                ("none", test.Normal([2], "c")),
            ];
            parameters[0].Tensor.SetGradient(parameters[0].Tensor.ToArray());
            parameters[1].Tensor.SetGradient([1, -2, 3]);
            double[] all = [.. parameters[0].Tensor.ToArray(), 1, -2, 3];
            double norm = Math.Sqrt(all.Sum(g => g * g));
            GradientNorm free = parameters.ClipGradientNorm(2 * norm);
            GradientNorm bound = parameters.ClipGradientNorm(0.5);
            double[] clipped = [.. parameters.Take(2).SelectMany(entry => entry.Tensor.Gradient!.ToArray())];
            return !free.Clipped
                && bound.Clipped
                && Math.Abs(free.Norm - norm) < 1e-12 * norm
                && bound.Norm == free.Norm
                && Close.RelativeError(clipped, [.. all.Select(g => g * (0.5 / (norm + 1e-6)))]) < 1e-14;
        });

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void ANormThatIsNotFiniteIsAValueWithAName(double bad)
    {
        using var test = new TestWorkspace();
        (string, Tensor<double>)[] parameters = [("a", test.Normal([3])), ("b", test.Normal([3]))];
        parameters[0].Item2.SetGradient([1, 2, 3]);
        parameters[1].Item2.SetGradient([1, bad, 3]);
        GradientNorm norm = parameters.ClipGradientNorm(1);
        Assert.Equal(bad, norm.Norm);
        Assert.Equal("b", norm.FirstNonFinite);
        Assert.False(norm.Clipped);
        Assert.Contains("the gradient of b is not finite", norm.ToString(), StringComparison.Ordinal);
        Assert.Equal([1, 2, 3], parameters[0].Item2.Gradient!.ToArray());
        Assert.Throws<ArgumentOutOfRangeException>(() => parameters.ClipGradientNorm(0));
    }

    [Theory]
    [InlineData(1e30f)]
    [InlineData(1e-30f)]
    public void SinglePrecisionSquaresMayLeaveTheirRange(float size)
    {
        using var space = new Workspace<float>();
        Tensor<float> w = space.Parameter(new float[5000], [5000]);
        var gradient = new float[5000];
        Array.Fill(gradient, size);
        w.SetGradient(gradient);
        double norm = ((IEnumerable<(string, Tensor<float>)>)[("w", w)]).ClipGradientNorm(double.PositiveInfinity).Norm;
        Assert.Equal(1, norm / (size * Math.Sqrt(5000)), 6);
    }

    [Fact]
    public void TheNormHasTheSameBitsOnAnyNumberOfThreads()
    {
        double[] norms = [.. new[] { 1, 2, 3 }.Select(Norm)];
        Assert.Equal(norms[0], norms[1]);
        Assert.Equal(norms[0], norms[2]);

        static double Norm(int threads)
        {
            using var space = new Workspace<float>(Backend.ManagedWith(threads));
            var random = new RandomStream(3);
            (string, Tensor<float>)[] parameters =
            [
                .. ((int[])[300_001, 5, 70_000]).Select(
                    (n, k) =>
                    {
                        Tensor<float> w = space.Parameter(new float[n], [n]);
                        w.SetGradient(Initialisation.Normal<float>(random.Split(k), n, 1));
                        return ($"w{k}", w);
                    }
                ),
            ];
            return parameters.ClipGradientNorm(1).Norm;
        }
    }

    [Fact]
    public void TheMeanIsTheRecursionAndStandsInForTheWeights()
    {
        using var test = new TestWorkspace();
        using var folder = new CheckpointFiles.Folder();
        Tensor<double> w = test.Normal([70]);
        using var average = new ExponentialAverage<double>([("w", w)], 0.9);
        double[] expected = w.ToArray();
        for (int t = 0; t < 40; t++)
        {
            double[] next = test.Normal([70], $"step {t}").ToArray();
            w.Set(next);
            average.Update();
            double d = Math.Min(0.9, (1.0 + t) / (10.0 + t));
            expected = [.. expected.Zip(next, (a, x) => (d * a) + ((1 - d) * x))];
        }
        Close.Relative(average.NamedMeans().Single().Tensor.ToArray(), expected, 1e-13);
        double[] weights = w.ToArray();
        using (average.Swap())
        {
            Close.Relative(w.ToArray(), expected, 1e-13);
            Assert.Throws<InvalidOperationException>(average.Update);
            Assert.Throws<InvalidOperationException>(average.Swap);
        }
        Assert.Equal(weights, w.ToArray());
        Assert.ThrowsAny<ArgumentException>(() => new ExponentialAverage<double>([("w", w)], 1));
    }
}
