using Gsp.Random;
using Gsp.Testing;
using Xunit;

namespace Gsp.Networks.Tests;

/// <summary>Gradients of kernels against central differences along random directions.</summary>
public sealed class StateSpaceGradientTests
{
    private const int Directions = 20;

    [Theory]
    [InlineData(KernelMode.Full, 17)]
    [InlineData(KernelMode.Full, 32)]
    [InlineData(KernelMode.HalfSpectrum, 17)]
    [InlineData(KernelMode.HalfSpectrum, 32)]
    public void S4(KernelMode mode, int length) =>
        Check(
            length,
            (system, kernel) => new S4Kernel(3, 4, length, 2, mode).Forward(system.Dplr, system.Output, kernel),
            (system, weights, gradient) =>
                new S4Kernel(3, 4, length, 2, mode).Backward(
                    system.Dplr,
                    system.Output,
                    weights,
                    gradient.Output,
                    gradient.Dplr
                )
        );

    [Theory]
    [InlineData(Discretisation.ZeroOrderHold, 1)]
    [InlineData(Discretisation.ZeroOrderHold, 37)]
    [InlineData(Discretisation.Bilinear, 37)]
    public void S4D(Discretisation method, int length) =>
        Check(
            length,
            (system, kernel) => new S4DKernel(3, 4, length, 2, method).Forward(system.Diagonal, system.Output, kernel),
            (system, weights, gradient) =>
                new S4DKernel(3, 4, length, 2, method).Backward(
                    system.Diagonal,
                    system.Output,
                    weights,
                    gradient.Output,
                    gradient.Diagonal
                )
        );

    [Fact]
    public void FrozenSystemsHaveTheSameGradientOfC()
    {
        var system = new RandomSystem(new RandomStream(3), channels: 3, modes: 4, directions: 2);
        var plan = new S4Kernel(3, 4, 32, 2);
        var weights = new double[2 * 3 * 32];
        new RandomStream(4).FillNormal(weights);
        var all = new GradientSet(system);
        var onlyC = new GradientSet(system);
        plan.Backward(system.Dplr, system.Output, weights, all.Output, all.Dplr);
        plan.Backward(system.Dplr, system.Output, weights, onlyC.Output);
        Close.Relative(onlyC.Output, all.Output, 1e-14);
        // Gradients are added to what is there, and single parts may be asked for.
        var onlyLambda = new double[all.Lambda.Length];
        plan.Backward(system.Dplr, system.Output, weights, onlyC.Output, new(default, onlyLambda, default, default));
        Close.Relative([.. onlyC.Output.Select(x => 0.5 * x)], all.Output, 1e-14);
        Assert.Equal(all.Lambda, onlyLambda);
    }

    private static void Check(
        int length,
        Action<RandomSystem, double[]> forward,
        Action<RandomSystem, double[], GradientSet> backward
    )
    {
        var stream = new RandomStream(91);
        var system = new RandomSystem(stream, channels: 3, modes: 4, directions: 2);
        var weights = new double[2 * 3 * length];
        stream.FillNormal(weights);
        var gradient = new GradientSet(system);
        backward(system, weights, gradient);
        double[][] parameters = [system.LogStep, system.Lambda, system.Input, system.LowRank, system.Output];
        double[][] gradients = [gradient.LogStep, gradient.Lambda, gradient.Input, gradient.LowRank, gradient.Output];
        double Loss()
        {
            var kernel = new double[weights.Length];
            forward(system, kernel);
            return kernel.Zip(weights, (k, w) => k * w).Sum();
        }
        for (int trial = 0; trial < Directions; trial++)
        {
            for (int part = 0; part < parameters.Length; part++)
            {
                var direction = new double[parameters[part].Length];
                stream.FillNormal(direction);
                double exact = gradients[part].Zip(direction, (g, d) => g * d).Sum();
                double scale = Math.Sqrt(gradients[part].Sum(g => g * g)) + 1e-12;
                double measured = Richardson(h => At(parameters[part], direction, h, Loss));
                Assert.True(
                    Math.Abs(measured - exact) < 1e-7 * scale,
                    $"part {part}, trial {trial}: {exact} by the adjoint, {measured} by differences"
                );
            }
        }
    }

    /// <summary>Central differences of two steps, extrapolated: the error is of fourth order.</summary>
    private static double Richardson(Func<double, double> loss)
    {
        const double h = 2e-4;
        double wide = (loss(h) - loss(-h)) / (2 * h);
        double narrow = (loss(h / 2) - loss(-h / 2)) / h;
        return (4 * narrow - wide) / 3;
    }

    private static double At(double[] parameter, double[] direction, double h, Func<double> loss)
    {
        double[] kept = [.. parameter];
        for (int i = 0; i < kept.Length; i++)
        {
            parameter[i] += h * direction[i];
        }
        double value = loss();
        kept.CopyTo(parameter, 0);
        return value;
    }
}
