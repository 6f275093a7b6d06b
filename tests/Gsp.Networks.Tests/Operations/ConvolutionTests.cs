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

    private static (Shape Signal, Shape Kernel, ConvolutionOptions Options) Case(RandomStream random)
    {
        int Draw(int least, int most) => least + random.NextInt(most - least + 1);
        int groups = Draw(0, 3) == 0 ? Draw(1, 5) : 1;
        (int perGroup, int outputs) = (Draw(1, 9), Draw(1, 9));
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
