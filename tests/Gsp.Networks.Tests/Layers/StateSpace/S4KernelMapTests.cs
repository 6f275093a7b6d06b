using Gsp.Random;
using Gsp.Testing;
using Xunit;

namespace Gsp.Networks.Tests;

public sealed class S4KernelMapTests
{
    [Theory]
    [InlineData(KernelMode.Full, 33)]
    [InlineData(KernelMode.HalfSpectrum, 64)]
    public void EqualsTheKernelAndItsAdjoint(KernelMode mode, int length)
    {
        var stream = new RandomStream(4);
        var system = new RandomSystem(stream, channels: 3, modes: 5, directions: 2);
        var plan = new S4Kernel(3, 5, length, 2, mode);
        var map = new S4KernelMap<double>(plan, system.Dplr, threads: 2);
        var kernel = new double[2 * 3 * length];
        var mapped = new double[kernel.Length];
        plan.Forward(system.Dplr, system.Output, kernel);
        map.Forward(system.Output, mapped, threads: 2);
        Close.Relative(mapped, kernel, 1e-13);
        stream.FillNormal(kernel);
        var gradient = new double[system.Output.Length];
        var mappedGradient = new double[system.Output.Length];
        plan.Backward(system.Dplr, system.Output, kernel, gradient);
        map.Backward(kernel, mappedGradient, threads: 2);
        Close.Relative(mappedGradient, gradient, 1e-12);
        map.Backward(kernel, mappedGradient);
        Close.Relative([.. mappedGradient.Select(x => 0.5 * x)], gradient, 1e-12, "added");
    }

    [Fact]
    public void FloatsAgreeWithDoubles()
    {
        var system = new RandomSystem(new RandomStream(8), channels: 2, modes: 32);
        var plan = new S4Kernel(2, 32, 1000);
        var expected = new double[2000];
        plan.Forward(system.Dplr, system.Output, expected);
        float[] Single(double[] values) => [.. values.Select(x => (float)x)];
        var map = new S4KernelMap<float>(
            plan,
            new(Single(system.LogStep), Single(system.Lambda), Single(system.Input), Single(system.LowRank))
        );
        var actual = new float[2000];
        map.Forward(Single(system.Output), actual);
        Close.Relative([.. actual.Select(x => (double)x)], expected, 1e-4);
    }
}
