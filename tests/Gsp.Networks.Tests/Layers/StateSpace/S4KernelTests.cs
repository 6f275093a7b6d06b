using System.Text.Json;
using Gsp.Random;
using Gsp.Testing;
using MathNet.Numerics.LinearAlgebra;
using Xunit;
using Complex = System.Numerics.Complex;

namespace Gsp.Networks.Tests;

public sealed class S4KernelTests
{
    [Theory]
    [InlineData("N8_L64_dt0.05")]
    [InlineData("N8_L64_dt0.001")]
    [InlineData("N16_L50_dt0.1")]
    [InlineData("N8_L33_dt0.1")]
    public void EqualsTheGoldenKernelOfLegS(string name)
    {
        JsonElement golden = StateSpaceGolden.Load("s4_kernel.json").GetProperty(name);
        int order = golden.GetProperty("N").GetInt32();
        int length = golden.GetProperty("L").GetInt32();
        DiagonalPlusLowRank form = Hippo.LegS(order);
        Matrix<double> transition = Matrix<double>.Build.DenseOfRowMajor(order, order, golden.Numbers("Abar"));
        Vector<double> row = Vector<double>.Build.Dense(golden.Numbers("C"));
        Vector<double> corrected = row - transition.Power(length).TransposeThisAndMultiply(row);
        double[] output = StateSpaceGolden.Pairs((corrected.ToComplex() * form.Vectors).AsArray());
        double[] logStep = [Math.Log(golden.GetProperty("dt").GetDouble())];
        StateSpaceParameters<double> system = Parameters(form, logStep);
        var kernel = new double[length];
        new S4Kernel(1, form.Modes, length).Forward(system, output, kernel);
        Close.Relative(kernel, golden.Numbers("K_bilinear"), 1e-12, name);

        double[] uncorrected = StateSpaceGolden.Pairs((row.ToComplex() * form.Vectors).AsArray());
        Close.Relative(LengthCorrection.Apply(system, uncorrected, length), output, 1e-11, "C~");

        StateSpaceRecurrence recurrence = StateSpaceRecurrence.OfS4(system, output, length);
        double[] y = [.. golden.Numbers("u").Select(u => Step(recurrence, u))];
        Close.Relative(y, golden.Numbers("y_causal"), 1e-12, "recurrence");
        double[] twoSided = TwoSidedKernel.Convolve(kernel, golden.Numbers("K_anticausal"), golden.Numbers("u"));
        Close.Relative(twoSided, golden.Numbers("y_bidirectional"), 1e-12, "two-sided");
    }

    [Fact]
    public void EqualsTheKernelsOfASmallSssdNetwork()
    {
        foreach (JsonProperty layer in StateSpaceGolden.Load("sssd_tiny_kernels.json").EnumerateObject())
        {
            JsonElement golden = layer.Value;
            StateSpaceParameters<double> system = new(
                golden.Numbers("log_dt"),
                golden.Numbers("w"),
                golden.Numbers("B"),
                golden.Numbers("P")
            );
            var kernel = new double[2 * 8 * 16];
            new S4Kernel(8, 4, 16, directions: 2).Forward(system, golden.Numbers("C"), kernel);
            Close.Relative(kernel, golden.Numbers("kernel"), 1e-12, layer.Name);
        }
    }

    [Fact]
    public void EqualsTheGoldenKernelsOfHalfTheSpectrum()
    {
        foreach (JsonElement golden in StateSpaceGolden.Load("half_spectrum_kernel.json").EnumerateArray())
        {
            double[] logStep = [Math.Log(golden.GetProperty("dt").GetDouble())];
            double[] w = golden.Numbers("w");
            StateSpaceParameters<double> system = new(logStep, w, golden.Numbers("B"), golden.Numbers("P"));
            var kernel = new double[golden.GetProperty("L").GetInt32()];
            var plan = new S4Kernel(1, w.Length / 2, kernel.Length, mode: KernelMode.HalfSpectrum);
            plan.Forward(system, golden.Numbers("C"), kernel);
            Close.Relative(kernel, golden.Numbers("K"), 1e-12, $"L = {kernel.Length}");
        }
    }

    [Fact]
    public void EqualsDensePowersAtAnyLength() =>
        PropertyCheck.HoldsForSeeds(seed =>
        {
            var stream = new RandomStream(seed);
            int length = 1 + stream.NextInt(70);
            var system = new RandomSystem(stream, channels: 2, modes: 4, directions: 2);
            double[] kernel = Kernel(system, length);
            for (int row = 0; row < 4; row++)
            {
                double[] expected = system.DensePowers(row % 2, length, lowRank: true, direction: row / 2);
                Close.Relative(kernel.AsSpan(row * length, length), expected, 1e-10, $"L = {length}");
            }
            return true;
        });

    [Fact]
    public void EqualsItsRecurrence() =>
        PropertyCheck.HoldsForSeedsHeavy(seed =>
        {
            var stream = new RandomStream(seed);
            int length = 1 + stream.NextInt(70);
            var system = new RandomSystem(stream, channels: 3, modes: 4);
            double[] corrected = LengthCorrection.Apply(system.Dplr, system.Output, length);
            double[] kernel = Kernel(system, length);
            StateSpaceRecurrence recurrence = StateSpaceRecurrence.OfS4(system.Dplr, corrected, length);
            var input = new double[3 * length];
            stream.FillNormal(input);
            var output = new double[3 * length];
            for (int pass = 0; pass < 2; pass++, recurrence.Reset())
            {
                for (int l = 0; l < length; l++)
                {
                    recurrence.Step(input.AsSpan(3 * l, 3), output.AsSpan(3 * l, 3));
                }
                for (int h = 0; h < 3; h++)
                {
                    double[] u = [.. Enumerable.Range(0, length).Select(l => input[3 * l + h])];
                    double[] y = [.. Enumerable.Range(0, length).Select(l => output[3 * l + h])];
                    double[] expected = TwoSidedKernel.Convolve(kernel.AsSpan(h * length, length), default, u);
                    Close.Relative(y, expected, 1e-9, $"L = {length}");
                }
            }
            return true;
        });

    [Theory]
    [InlineData(0.001)]
    [InlineData(0.1)]
    public void IsExactForLegSOfOrder64AndAThousandSamples(double step)
    {
        const int length = 1000;
        DiagonalPlusLowRank form = Hippo.LegS(64);
        StateSpaceParameters<double> system = Parameters(form, [Math.Log(step)]);
        double[] row = StateSpaceInitialisation.Output(form.Modes, new RandomStream(12));
        double[] corrected = LengthCorrection.Apply(system, row, length);
        var kernel = new double[length];
        new S4Kernel(1, form.Modes, length).Forward(system, corrected, kernel);
        // The impulse response of the uncorrected row, stepped without any of the sums or transforms.
        DplrSystem stepped = DplrSystem.Of(system, 0, form.Modes);
        var state = new Complex[form.Modes];
        Complex[] c = DplrSystem.Pairs(row);
        var expected = new double[length];
        for (int l = 0; l < length; l++)
        {
            stepped.Step(state, l == 0 ? 1 : 0);
            expected[l] = 2 * state.Zip(c, (x, value) => (x * value).Real).Sum();
        }
        Close.Relative(kernel, expected, 1e-11);
        Close.Relative(LengthCorrection.Invert(system, corrected, length), row, 1e-9, "C from C~");
    }

    [Theory]
    [InlineData(KernelMode.Full)]
    [InlineData(KernelMode.HalfSpectrum)]
    public void IsLinearInC(KernelMode mode) =>
        PropertyCheck.HoldsForSeedsHeavy(seed =>
        {
            var stream = new RandomStream(seed);
            int length = 1 + stream.NextInt(70);
            var system = new RandomSystem(stream, channels: 2, modes: 5);
            double[] other = StateSpaceInitialisation.Output(10, stream);
            var plan = new S4Kernel(2, 5, length, mode: mode);
            var kernels = new double[3][];
            double[][] outputs = [system.Output, other, [.. system.Output.Zip(other, (a, b) => 2 * a - 3 * b)]];
            for (int i = 0; i < 3; i++)
            {
                kernels[i] = new double[2 * length];
                plan.Forward(system.Dplr, outputs[i], kernels[i]);
            }
            double[] expected = [.. kernels[0].Zip(kernels[1], (a, b) => 2 * a - 3 * b)];
            return Close.RelativeError(kernels[2], expected) < 1e-11;
        });

    [Fact]
    public void HasTheSameBitsForAnyNumberOfThreads()
    {
        var system = new RandomSystem(new RandomStream(5), channels: 13, modes: 6, directions: 2);
        var plan = new S4Kernel(13, 6, 50, 2);
        double[][] results =
        [
            .. new[] { 1, 2, 5 }.Select(threads =>
            {
                var kernel = new double[2 * 13 * 50];
                plan.Forward(system.Dplr, system.Output, kernel, threads);
                var gradient = new GradientSet(system);
                plan.Backward(system.Dplr, system.Output, kernel, gradient.Output, gradient.Dplr, threads);
                return (double[])[.. kernel, .. gradient.All];
            }),
        ];
        Assert.Equal(results[0], results[1]);
        Assert.Equal(results[0], results[2]);
    }

    [Fact]
    public void FloatsAgreeWithDoubles()
    {
        var system = new RandomSystem(new RandomStream(8), channels: 4, modes: 32);
        var plan = new S4Kernel(4, 32, 1000);
        var expected = new double[4000];
        plan.Forward(system.Dplr, system.Output, expected);
        var actual = new float[4000];
        plan.Forward<float>(
            new(Single(system.LogStep), Single(system.Lambda), Single(system.Input), Single(system.LowRank)),
            Single(system.Output),
            actual
        );
        Close.Relative([.. actual.Select(x => (double)x)], expected, 1e-4);
    }

    [Fact]
    public void CallsDoNotAllocate()
    {
        var system = new RandomSystem(new RandomStream(8), channels: 4, modes: 8);
        var plan = new S4Kernel(4, 8, 128);
        var kernel = new double[4 * 128];
        var gradient = new GradientSet(system);
        long Allocated()
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            plan.Forward(system.Dplr, system.Output, kernel);
            plan.Backward(system.Dplr, system.Output, kernel, gradient.Output, gradient.Dplr);
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }
        Allocated();
        Allocated();
        Assert.Equal(0, Allocated());
    }

    [Fact]
    public void RefusesWrongShapes()
    {
        var system = new RandomSystem(new RandomStream(8), channels: 2, modes: 4);
        var plan = new S4Kernel(2, 4, 16);
        Assert.ThrowsAny<ArgumentException>(() => plan.Forward(system.Dplr, system.Output, new double[31]));
        Assert.ThrowsAny<ArgumentException>(() => plan.Forward(system.Dplr, system.Output[1..], new double[32]));
        Assert.ThrowsAny<ArgumentException>(() => plan.Forward(system.Diagonal, system.Output, new double[32]));
        Assert.ThrowsAny<ArgumentException>(() =>
            plan.Backward(system.Dplr, system.Output, new double[32], new double[16], new(new double[3], [], [], []))
        );
        Assert.ThrowsAny<ArgumentException>(() => LengthCorrection.Apply(system.Dplr, system.Output, 0));
        Assert.ThrowsAny<ArgumentException>(() => LengthCorrection.Apply(system.Dplr, system.Output[2..], 16));
        Assert.ThrowsAny<ArgumentException>(() => StateSpaceRecurrence.OfS4D(system.Dplr, system.Output));
        Assert.ThrowsAny<ArgumentException>(() => new S4Kernel(2, 4, 0));
        Assert.ThrowsAny<ArgumentException>(() => new S4Kernel(2, 4, 16, mode: (KernelMode)7));
    }

    private static double[] Kernel(RandomSystem system, int length)
    {
        double[] corrected = LengthCorrection.Apply(system.Dplr, system.Output, length);
        var kernel = new double[system.Directions * system.Channels * length];
        new S4Kernel(system.Channels, system.Modes, length, system.Directions).Forward(system.Dplr, corrected, kernel);
        return kernel;
    }

    private static StateSpaceParameters<double> Parameters(DiagonalPlusLowRank form, double[] logStep) =>
        new(
            logStep,
            StateSpaceGolden.Pairs(form.Lambda),
            StateSpaceGolden.Pairs(form.Input),
            StateSpaceGolden.Pairs(form.LowRank)
        );

    private static double Step(StateSpaceRecurrence recurrence, double u)
    {
        double[] sample = [u];
        recurrence.Step(sample, sample);
        return sample[0];
    }

    private static float[] Single(double[] values) => [.. values.Select(x => (float)x)];
}
