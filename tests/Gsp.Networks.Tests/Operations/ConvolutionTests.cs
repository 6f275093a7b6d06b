using Gsp.Compute;
using Gsp.Random;
using Gsp.Testing;
using Xunit;

namespace Gsp.Networks.Tests.Operations;

public sealed class ConvolutionTests
{
    [Theory]
    [InlineData(1, 1, 0, 0, 1, 1)]
    [InlineData(3, 1, 1, 1, 1, 1)]
    [InlineData(3, 2, 1, 1, 1, 1)]
    [InlineData(5, 3, 4, 0, 2, 1)]
    [InlineData(4, 4, 0, 3, 3, 2)]
    [InlineData(3, 1, 1, 2, 1, 4)]
    [InlineData(7, 2, 3, 3, 1, 4)]
    [InlineData(2, 5, 0, 0, 1, 1)]
    [InlineData(5, 1, 2, 2, 2, 4)]
    public void Gradients(int taps, int stride, int before, int after, int dilation, int groups)
    {
        using var test = new TestWorkspace();
        var options = new ConvolutionOptions
        {
            Stride = stride,
            PadBefore = before,
            PadAfter = after,
            Dilation = dilation,
            Groups = groups,
        };
        Tensor<double> x = test.Normal([3, 4, 19]);
        Tensor<double> w = test.Normal([8, 4 / groups, taps], "w");
        Tensor<double> b = test.Normal([8], "b");
        test.CheckGradient(() => x.Conv1d(w, b, options), x, w, b);
        test.CheckGradient(() => x.Conv1d(w, options: options), x, w);
        Tensor<double> turned = test.Normal([19, 4, 3], "turned");
        test.CheckGradient(() => turned.Transpose(0, 2).Conv1d(w, b, options).Square(), turned, w, b);
    }

    [Fact]
    public void AgreesWithItsDefinitionForRandomShapes() =>
        PropertyCheck.HoldsForSeeds(seed =>
        {
            var random = new RandomStream(seed);
            (Shape signal, Shape kernel, ConvolutionOptions options) = Case(random);
            using var test = new TestWorkspace(seed: seed);
            Tensor<double> x = test.Normal(signal);
            Tensor<double> w = test.Normal(kernel, "w");
            Tensor<double> y = x.Conv1d(w, options: options);
            double[] g = new double[y.Elements];
            random.Split("g").FillNormal(g);
            y.Backward(test.Space.From(g, y.Shape));
            Naive naive = Naive.Of(x, w, options, y.Shape[2], g);
            return Near(y.ToArray(), naive.Output, 1e-12)
                && Near(x.Gradient!.ToArray(), naive.Input, 1e-12)
                && Near(w.Gradient!.ToArray(), naive.Weight, 1e-12);
        });

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void AShiftedSignalGivesAShiftedResult(int stride)
    {
        using var test = new TestWorkspace();
        double[] values = test.Normal([2 * 60]).ToArray();
        var later = new double[values.Length];
        for (int channel = 0; channel < 2; channel++)
        {
            Array.Copy(values, channel * 60, later, (channel * 60) + stride, 60 - stride);
        }
        Tensor<double> w = test.Normal([5, 2, 4], "w");
        var options = new ConvolutionOptions { Stride = stride, Dilation = 2 };
        Tensor<double> y = test.Space.From(values, [1, 2, 60]).Conv1d(w, options: options);
        Tensor<double> shifted = test.Space.From(later, [1, 2, 60]).Conv1d(w, options: options);
        int common = y.Shape[2] - 1;
        Assert.Equal(y.Slice(2, 0, common).ToArray(), shifted.Slice(2, 1, common).ToArray());
    }

    [Fact]
    public void ABatchIsALoopOverSamples()
    {
        using var test = new TestWorkspace();
        Tensor<double> x = test.Normal([7, 6, 50]);
        Tensor<double> w = test.Normal([8, 3, 5], "w");
        var options = new ConvolutionOptions
        {
            Stride = 2,
            PadBefore = 3,
            PadAfter = 1,
            Groups = 2,
        };
        double[] whole = x.Conv1d(w, options: options).ToArray();
        double[][] alone =
        [
            .. Enumerable.Range(0, 7).Select(n => x.Slice(0, n, 1).Conv1d(w, options: options).ToArray()),
        ];
        Assert.Equal(alone.SelectMany(y => y), whole);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(3, 1)]
    [InlineData(2, 8)]
    public void ACausalConvolutionIgnoresTheFuture(int taps, int dilation)
    {
        using var test = new TestWorkspace();
        double[] values = test.Normal([40]).ToArray();
        Tensor<double> w = test.Normal([3, 1, taps], "w");
        ConvolutionOptions options = ConvolutionOptions.Causal(taps, dilation);
        double[] before = test.Space.From(values, [1, 1, 40]).Conv1d(w, options: options).ToArray();
        Assert.Equal(3 * 40, before.Length);
        values[25] = double.NaN;
        double[] after = test.Space.From(values, [1, 1, 40]).Conv1d(w, options: options).ToArray();
        for (int channel = 0; channel < 3; channel++)
        {
            Assert.Equal(before.AsSpan(channel * 40, 25), after.AsSpan(channel * 40, 25));
            Assert.True(double.IsNaN(after[(channel * 40) + 25]));
        }
    }

    /// <summary>Sizes of real layers: several depth blocks, ragged panels, cuts of samples between threads.</summary>
    [Theory]
    [InlineData(3, 12, 70, 15, 2, 1, 301)]
    [InlineData(1, 100, 36, 3, 1, 2, 1000)]
    [InlineData(5, 130, 65, 3, 2, 1, 63)]
    [InlineData(2, 48, 48, 7, 1, 1, 120)]
    [InlineData(2, 48, 48, 7, 2, 1, 120, 48)]
    public void BitsDoNotDependOnThreads(
        int batch,
        int inputs,
        int outputs,
        int taps,
        int stride,
        int dilation,
        int length,
        int groups = 1
    )
    {
        ConvolutionOptions options = ConvolutionOptions.Padded(taps / 2, stride) with
        {
            Dilation = dilation,
            Groups = groups,
        };
        TestThreads.SameBits(space =>
        {
            Tensor<float> x = Singles(space, [batch, inputs, length], "x");
            Tensor<float> w = Singles(space, [outputs, inputs / groups, taps], "w");
            Tensor<float> y = x.Conv1d(w, options: options);
            y.Backward(Singles(space, y.Shape, "g"));
            return [y.ToArray(), x.Gradient!.ToArray(), w.Gradient!.ToArray()];
        });
    }

    [Theory]
    [InlineData(3, 12, 70, 15, 2, 301)]
    [InlineData(2, 130, 65, 3, 1, 63)]
    public void FloatAgreesWithDouble(int batch, int inputs, int outputs, int taps, int stride, int length)
    {
        using var test = new TestWorkspace();
        using var singles = new Workspace<float>(Backend.ManagedWith(2));
        ConvolutionOptions options = ConvolutionOptions.Padded(taps / 2, stride);
        Tensor<float> x = Singles(singles, [batch, inputs, length], "x");
        Tensor<float> w = Singles(singles, [outputs, inputs, taps], "w");
        Tensor<double> dx = test.Space.Parameter(x.ToDoubles(), x.Shape);
        Tensor<double> dw = test.Space.Parameter(w.ToDoubles(), w.Shape);
        Tensor<float> y = x.Conv1d(w, options: options);
        Tensor<double> dy = dx.Conv1d(dw, options: options);
        Tensor<float> g = Singles(singles, y.Shape, "g");
        y.Backward(g);
        dy.Backward(test.Space.From(g.ToDoubles(), g.Shape));
        Close.Relative(y.ToDoubles(), dy.ToArray(), 1e-5);
        Close.Relative(x.Gradient!.ToDoubles(), dx.Gradient!.ToArray(), 1e-5);
        Close.Relative(w.Gradient!.ToDoubles(), dw.Gradient!.ToArray(), 1e-5);
    }

    [Fact]
    public void GradientsAddUp()
    {
        using var test = new TestWorkspace();
        Tensor<double> x = test.Normal([2, 3, 20]);
        Tensor<double> w = test.Normal([4, 3, 3], "w");
        ConvolutionOptions options = ConvolutionOptions.Padded(1, 2);
        x.Conv1d(w, options: options).Sum().Backward();
        double[] once = x.Gradient!.ToArray();
        double[] weights = w.Gradient!.ToArray();
        x.Conv1d(w, options: options).Sum().Backward();
        Close.Relative(x.Gradient!.ToArray(), Array.ConvertAll(once, v => 2 * v), 1e-14);
        Close.Relative(w.Gradient!.ToArray(), Array.ConvertAll(weights, v => 2 * v), 1e-14);
    }

    [Fact]
    public void WrongShapesAreExplained()
    {
        using var test = new TestWorkspace();
        Tensor<double> x = test.Normal([2, 4, 5]);
        ArgumentException tooLong = Assert.Throws<ArgumentException>(() => x.Conv1d(test.Normal([1, 4, 6])));
        Assert.Contains("reaches over 6 inputs", tooLong.Message, StringComparison.Ordinal);
        Assert.Contains("longer signal", tooLong.Message, StringComparison.Ordinal);
        ArgumentException channels = Assert.Throws<ArgumentException>(() => x.Conv1d(test.Normal([1, 3, 2])));
        Assert.Contains("takes 3 channels", channels.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() =>
            x.Conv1d(test.Normal([3, 2, 2]), options: new ConvolutionOptions { Groups = 2 })
        );
        Assert.Throws<ArgumentException>(() => x.Conv1d(test.Normal([3, 4, 2]), test.Normal([4])));
        Assert.Throws<ArgumentException>(() => test.Normal([4, 5]).Conv1d(test.Normal([3, 4, 2])));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ConvolutionOptions { Stride = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new ConvolutionOptions { PadBefore = -1 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new ConvolutionOptions { Dilation = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new ConvolutionOptions { Groups = 0 });
    }

    [Fact]
    public void WeightNorm()
    {
        using var test = new TestWorkspace();
        Tensor<double> v = test.Normal([4, 3, 2], "v");
        Tensor<double> g = test.Normal([4, 1, 1], "g");
        test.CheckGradient(() => v.WeightNorm(g), v, g);
        double[] w = v.WeightNorm(g).ToArray();
        for (int row = 0; row < 4; row++)
        {
            double length = Math.Sqrt(w.AsSpan(row * 6, 6).ToArray().Sum(value => value * value));
            Assert.Equal(Math.Abs(g.ToArray()[row]), length, 1e-12);
        }
        Assert.Throws<ArgumentException>(() => v.WeightNorm(test.Normal([4])));
    }

    private static Tensor<float> Singles(Workspace<float> space, Shape shape, string name)
    {
        var values = new double[shape.Elements];
        new RandomStream(5).Split(name).FillNormal(values);
        return space.Parameter(Array.ConvertAll(values, value => (float)value), shape);
    }

    private static (Shape Signal, Shape Kernel, ConvolutionOptions Options) Case(RandomStream random)
    {
        int Draw(int least, int most) => least + random.NextInt(most - least + 1);
        int groups = Draw(0, 2) == 0 ? Draw(1, 5) : 1;
        int perGroup = groups > 1 && Draw(0, 1) == 0 ? 1 : Draw(1, 9);
        int outputs = Draw(1, 9);
        int taps = Draw(1, 8);
        var options = new ConvolutionOptions
        {
            Stride = Draw(1, 4),
            PadBefore = Draw(0, 9),
            PadAfter = Draw(0, 9),
            Dilation = Draw(1, 3),
            Groups = groups,
        };
        int least = Math.Max(0, (options.Dilation * (taps - 1)) + 1 - options.PadBefore - options.PadAfter);
        int length = least + (Draw(0, 4) == 0 ? Draw(0, 400) : Draw(0, 30));
        return ([Draw(0, 5), groups * perGroup, length], [groups * outputs, perGroup, taps], options);
    }

    private static bool Near(double[] actual, double[] expected, double tolerance) =>
        actual.Length == expected.Length
        && actual
            .Zip(expected)
            .All(pair => Math.Abs(pair.First - pair.Second) <= tolerance * (1 + Math.Abs(pair.Second)) * 100);

    /// <summary>The definition, one multiplication after the other.</summary>
    private sealed record Naive(double[] Output, double[] Input, double[] Weight)
    {
        public static Naive Of(Tensor<double> x, Tensor<double> w, ConvolutionOptions options, int times, double[] g)
        {
            (int batch, int channels, int length) = (x.Shape[0], x.Shape[1], x.Shape[2]);
            (int outputs, int perGroup, int taps) = (w.Shape[0], w.Shape[1], w.Shape[2]);
            double[] signal = x.ToArray();
            double[] kernel = w.ToArray();
            var naive = new Naive(new double[g.Length], new double[signal.Length], new double[kernel.Length]);
            for (int n = 0; n < batch; n++)
            {
                for (int o = 0; o < outputs; o++)
                {
                    int group = o / (outputs / options.Groups);
                    for (int t = 0; t < times; t++)
                    {
                        int at = (((n * outputs) + o) * times) + t;
                        for (int c = 0; c < perGroup; c++)
                        {
                            for (int j = 0; j < taps; j++)
                            {
                                int i = (t * options.Stride) + (j * options.Dilation) - options.PadBefore;
                                if (i < 0 || i >= length)
                                {
                                    continue;
                                }
                                int from = (((n * channels) + (group * perGroup) + c) * length) + i;
                                int tap = (((o * perGroup) + c) * taps) + j;
                                naive.Output[at] += kernel[tap] * signal[from];
                                naive.Input[from] += kernel[tap] * g[at];
                                naive.Weight[tap] += signal[from] * g[at];
                            }
                        }
                    }
                }
            }
            return naive;
        }
    }
}
