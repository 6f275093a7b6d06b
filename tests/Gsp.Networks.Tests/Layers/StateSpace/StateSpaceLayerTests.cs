using System.Text.Json;
using Gsp.Compute;
using Gsp.Random;
using Gsp.Testing;
using MathNet.Numerics.LinearAlgebra;
using Xunit;

namespace Gsp.Networks.Tests;

public sealed class StateSpaceLayerTests
{
    [Theory]
    [InlineData("N8_L64_dt0.05")]
    [InlineData("N8_L64_dt0.001")]
    [InlineData("N16_L50_dt0.1")]
    [InlineData("N8_L33_dt0.1")]
    public void S4EqualsTheGoldenNumbers(string name)
    {
        JsonElement golden = StateSpaceGolden.Load("s4_kernel.json").GetProperty(name);
        int order = golden.GetProperty("N").GetInt32();
        int length = golden.GetProperty("L").GetInt32();
        using var test = new TestWorkspace();
        var layer = new S4<double>(test.Space, 1, length, test.Random, new S4Options { StateSize = order });
        Transparent(layer);
        layer.LogStep.Set([Math.Log(golden.GetProperty("dt").GetDouble())]);
        Matrix<double> transition = Matrix<double>.Build.DenseOfRowMajor(order, order, golden.Numbers("Abar"));
        Vector<double> row = Vector<double>.Build.Dense(golden.Numbers("C"));
        Vector<double> corrected = row - transition.Power(length).TransposeThisAndMultiply(row);
        layer.Output.Set(StateSpaceGolden.Pairs((corrected.ToComplex() * Hippo.LegS(order).Vectors).AsArray()));
        Tensor<double> kernel = layer.Kernels(length);
        Close.Relative(kernel.ToArray(), golden.Numbers("K_bilinear"), 1e-12, "kernel");
        Tensor<double> u = test.Space.From(golden.Numbers("u"), [1, 1, length]);
        Tensor<double> y = test.Space.From(golden.Numbers("y_causal"), [1, 1, length]);
        Close.Relative(layer.Forward(u).ToArray(), y.Gelu().ToArray(), 1e-11, "layer");
        double[] both = [.. kernel.ToArray(), .. golden.Numbers("K_anticausal")];
        double[] twoSided = u.FourierConvolution(test.Space.From(both, [2, 1, length])).ToArray();
        Close.Relative(twoSided, golden.Numbers("y_bidirectional"), 1e-12, "two-sided");
    }

    [Fact]
    public void S4DEqualsTheGoldenKernels()
    {
        foreach (JsonProperty item in StateSpaceGolden.Load("s4d_kernel.json").EnumerateObject())
        {
            string[] name = item.Name.Split('_');
            var options = new S4DOptions
            {
                StateSize = int.Parse(name[1][1..]),
                Start = name[0] switch
                {
                    "Lin" => S4DStart.Linear,
                    "Inv" => S4DStart.Inverse,
                    _ => S4DStart.LegS,
                },
                Discretisation = name[3] == "zoh" ? Discretisation.ZeroOrderHold : Discretisation.Bilinear,
            };
            using var test = new TestWorkspace();
            var layer = new S4D<double>(test.Space, 1, test.Random, options);
            layer.LogStep.Set([Math.Log(double.Parse(name[2][2..]))]);
            layer.Output.Set(StateSpaceGolden.Pairs(item.Value.Complexes("C")));
            Close.Relative(layer.Kernels(64).ToArray(), item.Value.Numbers("K"), 1e-12, item.Name);
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void S4Gradients(bool everything)
    {
        using var test = new TestWorkspace();
        var options = new S4Options
        {
            StateSize = 4,
            Bidirectional = everything,
            TrainStep = everything,
            TrainLambda = everything,
            TrainInput = everything,
            TrainLowRank = everything,
            ShortestStep = 0.05,
            LongestStep = 0.3,
        };
        var block = new S4Block<double>(new S4<double>(test.Space, 3, 11, test.Random, options));
        Tensor<double> x = test.Normal([2, 3, 11]);
        Tensor<double>[] trained = [x, .. block.Parameters];
        Assert.Equal(everything ? 11 : 7, trained.Length);
        test.CheckGradient(() => block.Forward(x).Square() * x, trained);
        // Shorter signals read the beginning of the kernels.
        Tensor<double> shorter = test.Normal([1, 3, 6], "shorter");
        test.CheckGradient(() => block.Forward(shorter), [shorter, block.Layer.Skip, ((S4<double>)block.Layer).Output]);
    }

    [Fact]
    public void S4DGradients()
    {
        using var test = new TestWorkspace();
        var options = new S4DOptions
        {
            StateSize = 4,
            Bidirectional = true,
            TrainInput = true,
            ShortestStep = 0.05,
            LongestStep = 0.3,
        };
        var layer = new S4D<double>(test.Space, 3, test.Random, options);
        Tensor<double> x = test.Normal([2, 3, 9]);
        test.CheckGradient(() => layer.Forward(x).Square(), [x, .. layer.Parameters]);
        var frozen = new S4D<double>(
            test.Space,
            3,
            test.Random,
            options with
            {
                TrainStep = false,
                TrainLambda = false,
                TrainInput = false,
            }
        );
        Assert.Equal(
            ["D", "output_linear.weight", "output_linear.bias", "kernel.C"],
            frozen.NamedParameters().Select(p => p.Name)
        );
        test.CheckGradient(() => frozen.Forward(x), [x, .. frozen.Parameters]);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(13)]
    public void StepsGiveWhatTheConvolutionGives(int length)
    {
        using var test = new TestWorkspace();
        StateSpaceLayer<double>[] layers =
        [
            new S4<double>(test.Space, 3, length, test.Random, new S4Options { StateSize = 6 }),
            new S4D<double>(test.Space, 3, test.Random, new S4DOptions { StateSize = 6 }),
            new S4D<double>(
                test.Space,
                3,
                test.Random,
                new S4DOptions
                {
                    StateSize = 6,
                    Discretisation = Discretisation.Bilinear,
                    Start = S4DStart.LegS,
                }
            ),
        ];
        Tensor<double> x = test.Normal([2, 3, length]);
        foreach (StateSpaceLayer<double> layer in layers)
        {
            Tensor<double> expected = layer.Forward(x);
            StateSpaceSteps<double> steps = layer.Steps(batch: 2);
            for (int pass = 0; pass < 2; pass++, steps.Reset())
            {
                for (int l = 0; l < length; l++)
                {
                    Close.Relative(
                        steps.Next(x.Select(2, l)).ToArray(),
                        expected.Select(2, l).ToArray(),
                        1e-9,
                        layer.GetType().Name
                    );
                }
            }
            Assert.Throws<ArgumentException>(() => steps.Next(x.Select(0, 0)));
        }
    }

    [Fact]
    public void ACausalLayerIgnoresTheFutureAndATwoSidedOneDoesNot()
    {
        using var test = new TestWorkspace();
        Tensor<double> x = test.Normal([1, 2, 10]);
        double[] changed = x.ToArray();
        (changed[7], changed[17]) = (changed[7] + 1, changed[17] + 1);
        Tensor<double> other = test.Space.From(changed, x.Shape);
        foreach (bool bidirectional in (bool[])[false, true])
        {
            var layer = new S4<double>(
                test.Space,
                2,
                10,
                test.Random,
                new S4Options { StateSize = 4, Bidirectional = bidirectional }
            );
            double[] difference =
            [
                .. layer.Forward(x).ToArray().Zip(layer.Forward(other).ToArray(), (a, b) => Math.Abs(a - b)),
            ];
            double before = difference.Where((_, i) => i % 10 < 7).Max();
            Assert.True(bidirectional ? before > 1e-6 : before < 1e-14, $"{before}");
            Assert.True(difference.Where((_, i) => i % 10 >= 7).Min() > 1e-9);
        }
        var twoSided = new S4D<double>(test.Space, 2, test.Random, new S4DOptions { Bidirectional = true });
        Assert.Contains("two-sided", Assert.Throws<InvalidOperationException>(() => twoSided.Steps()).Message);
    }

    [Fact]
    public void KeptKernelsEqualFreshOnesAndFollowTheParameters()
    {
        using var test = new TestWorkspace();
        var layer = new S4<double>(
            test.Space,
            3,
            12,
            test.Random,
            new S4Options { StateSize = 4, Bidirectional = true }
        );
        Tensor<double> x = test.Normal([2, 3, 12]);
        using IDisposable noGradient = test.Space.NoGradient();
        foreach (
            Tensor<double>? parameter in (Tensor<double>?[])
                [null, layer.Output, layer.Skip, layer.LogStep, layer.Lambda, layer.Input, layer.LowRank]
        )
        {
            if (parameter is not null)
            {
                double[] values = parameter.ToArray();
                values[^1] += 1e-3;
                parameter.Set(values);
            }
            using Scope<double> scope = test.Space.Scope();
            layer.Training = true;
            double[] fresh = layer.Forward(x).ToArray();
            layer.Training = false;
            Assert.Equal(fresh, layer.Forward(x).ToArray());
            Assert.Equal(fresh, layer.Forward(x).ToArray());
            // Changed while the spectra are kept.
            double[] d = layer.Skip.ToArray();
            layer.Skip.Set([.. d.Select(value => value + 1)]);
            Assert.NotEqual(fresh, layer.Forward(x).ToArray());
            layer.Skip.Set(d);
            Assert.Equal(fresh, layer.Forward(x).ToArray());
            Tensor<double> part = x.Slice(2, 0, 7);
            double[] shorter = layer.Forward(part).ToArray();
            layer.Training = true;
            Assert.Equal(shorter, layer.Forward(part).ToArray());
        }
    }

    [Fact]
    public void KeptKernelsSaveTheirComputationAndGradientsStillFlow()
    {
        using var test = new TestWorkspace();
        var layer = new S4D<double>(test.Space, 2, test.Random, new S4DOptions { StateSize = 4 });
        Tensor<double> x = test.Normal([1, 2, 8]);
        layer.Training = false;
        using (test.Space.Step())
        {
            layer.Forward(x).Square().Sum().Backward(); // recorded: nothing is kept
        }
        Assert.All(layer.Parameters, parameter => Assert.NotNull(parameter.Gradient));
        int before = test.Space.LiveBuffers;
        using (test.Space.NoGradient())
        {
            using Scope<double> scope = test.Space.Scope();
            layer.Forward(x);
        }
        int kept = test.Space.LiveBuffers - before;
        Assert.Equal(1 + 6, kept); // the spectra, and copies of D and of the five tensors of the systems
        layer.Training = true;
        using (test.Space.Scope())
        {
            layer.Forward(x);
        }
        Assert.Equal(before, test.Space.LiveBuffers);
    }

    [Fact]
    public void FloatFollowsDoubleAndThreadsChangeNoBit()
    {
        double[] exact = Run<double>(1);
        Assert.Equal(exact, Run<double>(2));
        float[] single = Run<float>(1);
        Assert.Equal(single, Run<float>(2));
        Close.Relative([.. single.Select(v => (double)v)], exact, 1e-4);
    }

    [Fact]
    public void WrongUseIsExplained()
    {
        using var test = new TestWorkspace();
        var layer = new S4<double>(test.Space, 3, 12, test.Random, new S4Options { StateSize = 4 });
        Assert.Contains(
            "[batch, 3, time]",
            Assert.Throws<ArgumentException>(() => layer.Forward(test.Normal([2, 4, 12]))).Message
        );
        Assert.Contains(
            "up to 12",
            Assert.Throws<ArgumentException>(() => layer.Forward(test.Normal([2, 3, 13]))).Message
        );
        Assert.Throws<ArgumentException>(() => new S4Options { StateSize = 5 });
        Assert.Throws<ArgumentException>(() => new S4DOptions { Start = (S4DStart)7 });
        Assert.ThrowsAny<ArgumentException>(() => new S4<double>(test.Space, 3, 0, test.Random));
        var half = new S4<double>(
            test.Space,
            3,
            12,
            test.Random,
            new S4Options { StateSize = 4, Mode = KernelMode.HalfSpectrum }
        );
        Assert.Throws<InvalidOperationException>(() => half.Steps());
    }

    private static T[] Run<T>(int threads)
        where T : unmanaged, System.Numerics.IFloatingPointIeee754<T>
    {
        using var space = new Workspace<T>(Backend.ManagedWith(threads));
        var random = new RandomStream(3);
        var block = new S4Block<T>(
            new S4<T>(
                space,
                12,
                50,
                random,
                new S4Options
                {
                    StateSize = 16,
                    Bidirectional = true,
                    TrainStep = true,
                }
            )
        );
        var values = new double[3 * 12 * 50];
        random.FillNormal(values);
        Tensor<T> x = space.FromDoubles(values, [3, 12, 50]);
        Tensor<T> y = block.Forward(x);
        T[] result = y.ToArray();
        y.Square().Sum().Backward();
        return [.. result, .. block.Parameters.SelectMany(p => p.Gradient!.ToArray())];
    }

    /// <summary>D = 0, W = I, b = 0: the layer is the convolution and its activation.</summary>
    private static void Transparent(StateSpaceLayer<double> layer)
    {
        int n = layer.Channels;
        layer.Skip.Set(new double[n]);
        layer.OutputWeight.Set([.. Enumerable.Range(0, n * n).Select(i => i / n == i % n ? 1.0 : 0)]);
        layer.OutputBias.Set(new double[n]);
    }
}
