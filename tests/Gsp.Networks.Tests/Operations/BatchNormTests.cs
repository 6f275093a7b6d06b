using Gsp.Random;
using Gsp.Testing;
using Xunit;

namespace Gsp.Networks.Tests.Operations;

public sealed class BatchNormTests
{
    /// <summary>Short rows that are gathered, rows of one block, and rows of several.</summary>
    [Theory]
    [InlineData(6, 1)]
    [InlineData(30, 60)]
    [InlineData(3, 200)]
    [InlineData(2, 2500)]
    public void GradientsInTraining(int batch, int times)
    {
        using var test = new TestWorkspace();
        Tensor<double> x = test.Normal([batch, 3, times], offset: 2);
        Tensor<double> r = test.Normal([batch, 3, times], "r");
        Tensor<double> w = test.Normal([3], "w");
        Tensor<double> b = test.Normal([3], "b");
        test.CheckGradient(() => x.BatchNorm(w, b, null, training: true), x, w, b);
        test.CheckGradient(() => x.BatchNorm(null, null, null, training: true) * r, x, r);
        test.CheckGradient(() => x.BatchNorm(w, b, null, training: true, residual: r) * r, x, w, b, r);
        test.CheckGradient(() => x.BatchNorm(w, b, null, training: true, residual: x) * r, x, w, b, r);
    }

    [Theory]
    [InlineData(5, 7)]
    [InlineData(30, 60)]
    [InlineData(2, 1300)]
    public void RectifiedTailIsTheSameAsItsParts(int batch, int times)
    {
        using var test = new TestWorkspace();
        Tensor<double> x = test.Normal([batch, 3, times], offset: 2);
        Tensor<double> r = test.Normal([batch, 3, times], "r");
        Tensor<double> w = test.Normal([3], "w");
        Tensor<double> b = test.Normal([3], "b");
        double[] g = test.Normal([batch, 3, times], "g").ToArray();
        Tensor<double>[] inputs = [x, r, w, b];
        Tensor<double> fused = x.BatchNorm(w, b, null, true, residual: r, rectify: true);
        fused.Backward(test.Space.From(g, x.Shape));
        double[][] gradients = [.. inputs.Select(input => input.Gradient!.ToArray())];
        foreach (Tensor<double> input in inputs)
        {
            input.ClearGradient();
        }
        Tensor<double> parts = (x.BatchNorm(w, b, null, true) + r).Relu();
        parts.Backward(test.Space.From(g, x.Shape));
        Assert.Equal(parts.ToArray(), fused.ToArray());
        for (int i = 0; i < inputs.Length; i++)
        {
            Close.Relative(gradients[i], inputs[i].Gradient!.ToArray(), 1e-12);
        }
    }

    [Fact]
    public void GradientsInUse()
    {
        using var test = new TestWorkspace();
        Tensor<double> x = test.Normal([4, 3, 20], offset: 2);
        Tensor<double> w = test.Normal([3], "w");
        Tensor<double> b = test.Normal([3], "b");
        Tensor<double> mean = test.Space.From([1.0, 2, 3]);
        Tensor<double> variance = test.Space.From([1.0, 4, 0.25]);
        test.CheckGradient(() => x.BatchNorm(w, b, (mean, variance), training: false), x, w, b);
    }

    [Fact]
    public void GradientsOfRows()
    {
        using var test = new TestWorkspace();
        Tensor<double> x = test.Normal([40, 3], offset: 2);
        Tensor<double> r = test.Normal([40, 3], "r");
        Tensor<double> w = test.Normal([3], "w");
        test.CheckGradient(() => x.BatchNorm(w, null, null, training: true, residual: r) * x, x, w, r);
    }

    [Fact]
    public void AgreesWithItsDefinition()
    {
        using var test = new TestWorkspace();
        Tensor<double> x = test.Normal([5, 3, 40], offset: 100);
        Tensor<double> w = test.Normal([3], "w");
        Tensor<double> b = test.Normal([3], "b");
        Tensor<double> centred = x - x.Mean(0, 2);
        Tensor<double> variance = centred.Square().Mean(0, 2);
        Tensor<double> expected = (centred / (variance + 1e-5).Sqrt() * w.Reshape(3, 1)) + b.Reshape(3, 1);
        Close.Relative(x.BatchNorm(w, b, null, training: true).ToArray(), expected.ToArray(), 1e-12);
        Tensor<double> turned = x.Permute(0, 2, 1).Reshape(200, 3);
        Tensor<double> rows = turned.BatchNorm(w, b, null, training: true);
        Close.Relative(rows.ToArray(), expected.Permute(0, 2, 1).ToArray(), 1e-12);
    }

    [Fact]
    public void RunningMomentsMoveByTheMomentum()
    {
        using var test = new TestWorkspace();
        var layer = new BatchNorm1d<double>(test.Space, 1, momentum: 0.25);
        Tensor<double> x = test.Space.From([1.0, 3, 5, 7], [2, 1, 2]);
        layer.Forward(x);
        Assert.Equal([1.0], layer.RunningMean.ToArray());
        Close.Relative(layer.RunningVariance.ToArray(), [0.75 + (0.25 * 20 / 3)], 1e-15);
        layer.Forward(x);
        Assert.Equal(2, layer.BatchesTracked.Item());
        layer.Training = false;
        layer.Forward(x);
        Assert.Equal(2, layer.BatchesTracked.Item());
        Assert.Equal([1.75], layer.RunningMean.ToArray());
    }

    /// <summary>A large mean must not eat the variance: the sums are of differences.</summary>
    [Fact]
    public void FloatSurvivesALargeOffset()
    {
        using var space = new Workspace<float>();
        var values = new double[3000];
        new RandomStream(3).FillNormal(values, 1000, 1);
        Tensor<float> x = space.From(Array.ConvertAll(values, v => (float)v), [2, 1, 1500]);
        double[] y = x.BatchNorm(null, null, null, training: true).ToDoubles();
        Assert.Equal(0, y.Average(), 1e-4);
        Assert.Equal(1, Math.Sqrt(y.Average(v => v * v)), 1e-4);
    }

    [Fact]
    public void BitsDoNotDependOnThreads() =>
        TestThreads.SameBits(space =>
        {
            var values = new double[20 * 40 * 70];
            new RandomStream(4).FillNormal(values);
            Tensor<float> x = space.Parameter(Array.ConvertAll(values, v => (float)v), [20, 40, 70]);
            var layer = new BatchNorm1d<float>(space, 40);
            Tensor<float> y = layer.Forward(x, null, rectify: true);
            y.Square().Sum().Backward();
            return
            [
                y.ToArray(),
                x.Gradient!.ToArray(),
                layer.Weight.Gradient!.ToArray(),
                layer.RunningVariance.ToArray(),
            ];
        });

    [Fact]
    public void GroupNormGradientsAndDefinition()
    {
        using var test = new TestWorkspace();
        Tensor<double> x = test.Normal([3, 6, 11], offset: 1);
        Tensor<double> w = test.Normal([6], "w");
        Tensor<double> b = test.Normal([6], "b");
        test.CheckGradient(() => x.GroupNorm(2, w, b), x, w, b);
        Tensor<double> groups = x.Reshape(3, 2, 33);
        Tensor<double> centred = groups - groups.Mean(-1);
        Tensor<double> normal = (centred / (centred.Square().Mean(-1) + 1e-5).Sqrt()).Reshape(3, 6, 11);
        Tensor<double> expected = (normal * w.Reshape(6, 1)) + b.Reshape(6, 1);
        Close.Relative(x.GroupNorm(2, w, b).ToArray(), expected.ToArray(), 1e-12);
        Assert.Throws<ArgumentException>(() => x.GroupNorm(4));
        Assert.Throws<ArgumentException>(() => x.GroupNorm(2, test.Normal([5])));
    }

    [Fact]
    public void WrongInputsAreExplained()
    {
        using var test = new TestWorkspace();
        Tensor<double> x = test.Normal([1, 3]);
        ArgumentException single = Assert.Throws<ArgumentException>(() => x.BatchNorm(null, null, null, true));
        Assert.Contains("more than one value per channel", single.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => test.Normal([4, 3]).BatchNorm(test.Normal([4]), null, null, true));
        Assert.Throws<ArgumentException>(() => test.Normal([4, 3]).BatchNorm(null, null, null, false));
        Assert.Throws<ArgumentException>(() => test.Normal([4]).BatchNorm(null, null, null, true));
        Assert.Throws<ArgumentException>(() =>
            test.Normal([4, 3]).BatchNorm(null, null, null, true, residual: test.Normal([3]))
        );
    }
}
