using System.Numerics;
using System.Text.Json;
using Gsp.Random;
using Gsp.Testing;
using Xunit;

namespace Gsp.Networks.Tests;

public sealed class S4DKernelTests
{
    [Fact]
    public void EqualsTheGoldenKernelsAndTheirInitialisations()
    {
        int cases = 0;
        foreach (JsonProperty item in StateSpaceGolden.Load("s4d_kernel.json").EnumerateObject())
        {
            string[] name = item.Name.Split('_');
            JsonElement golden = item.Value;
            int order = int.Parse(name[1][1..]);
            double step = double.Parse(name[2][2..]);
            Complex[] lambda = name[0] switch
            {
                "Lin" => StateSpaceInitialisation.Linear(order),
                "Inv" => StateSpaceInitialisation.Inverse(order),
                _ => [.. Hippo.LegS(order).Lambda],
            };
            double[] pairs = StateSpaceGolden.Pairs(lambda);
            Close.Relative(pairs, StateSpaceGolden.Pairs(golden.Complexes("Lambda")), 1e-12, item.Name);
            double[] input = StateSpaceGolden.Pairs(golden.Complexes("B"));
            Discretisation method = name[3] == "zoh" ? Discretisation.ZeroOrderHold : Discretisation.Bilinear;
            var kernel = new double[64];
            new S4DKernel(1, order / 2, 64, 1, method).Forward<double>(
                new([Math.Log(step)], pairs, input, default),
                StateSpaceGolden.Pairs(golden.Complexes("C")),
                kernel
            );
            Close.Relative(kernel, golden.Numbers("K"), 1e-12, item.Name);
            cases++;
        }
        Assert.Equal(24, cases);
    }

    [Theory]
    [InlineData(Discretisation.ZeroOrderHold)]
    [InlineData(Discretisation.Bilinear)]
    public void EqualsDensePowersAndItsRecurrence(Discretisation method) =>
        PropertyCheck.HoldsForSeeds(seed =>
        {
            var stream = new RandomStream(seed);
            int length = 1 + stream.NextInt(70);
            int modes = 1 + stream.NextInt(6);
            var system = new RandomSystem(stream, channels: 2, modes);
            var kernel = new double[2 * length];
            new S4DKernel(2, modes, length, 1, method).Forward(system.Diagonal, system.Output, kernel);
            StateSpaceRecurrence recurrence = StateSpaceRecurrence.OfS4D(system.Diagonal, system.Output, method);
            double[] impulse = [1, 1];
            var response = new double[2 * length];
            for (int l = 0; l < length; l++, impulse = [0, 0])
            {
                recurrence.Step(impulse, impulse);
                (response[l], response[length + l]) = (impulse[0], impulse[1]);
            }
            Close.Relative(response, kernel, 1e-11, "recurrence");
            for (int h = 0; h < 2; h++)
            {
                double[] expected = system.DensePowers(h, length, false, method == Discretisation.Bilinear);
                Close.Relative(kernel.AsSpan(h * length, length), expected, 1e-11, "dense powers");
            }
            return true;
        });

    [Theory]
    [InlineData(0.0, 0.0)]
    [InlineData(-1e-9, 1e-9)]
    [InlineData(-0.0999, 0.0)]
    [InlineData(-0.07, 0.0714)]
    [InlineData(-0.1, 0.01)]
    [InlineData(-3.0, 20.0)]
    public void HeldModesAreExactAndSmooth(double re, double im)
    {
        // phi(x) = integral over [0, 1] of e^(x s): Gauss-Legendre with enough points is exact to rounding.
        var x = new Complex(re, im);
        Complex gain = 0;
        Complex slope = 0;
        var rule = new MathNet.Numerics.Integration.GaussLegendreRule(0, 1, 32);
        for (int i = 0; i < 32; i++)
        {
            gain += rule.GetWeight(i) * Complex.Exp(x * rule.GetAbscissa(i));
            slope += rule.GetWeight(i) * rule.GetAbscissa(i) * Complex.Exp(x * rule.GetAbscissa(i));
        }
        DiscreteMode mode = DiscreteMode.Of(x, Discretisation.ZeroOrderHold);
        Assert.True((mode.Gain - gain).Magnitude < 2e-15);
        Assert.True((mode.GainSlope - slope).Magnitude < 2e-14);
        Assert.True((mode.Factor - Complex.Exp(x)).Magnitude < 1e-15);
    }

    [Fact]
    public void LongKernelsStayExact()
    {
        double[] lambda = StateSpaceGolden.Pairs(StateSpaceInitialisation.Linear(64));
        double[] input = StateSpaceInitialisation.Repeat([.. Enumerable.Repeat(Complex.One, 32)], 1);
        double[] output = StateSpaceInitialisation.Output(32, new RandomStream(2));
        const int length = 10_000;
        double step = 0.001;
        var kernel = new double[length];
        new S4DKernel(1, 32, length).Forward<double>(new([Math.Log(step)], lambda, input, default), output, kernel);
        step = Gsp.Numerics.Elementary.Exp(Math.Log(step));
        var expected = new double[length];
        for (int n = 0; n < 32; n++)
        {
            var mode = new Complex(lambda[2 * n], lambda[2 * n + 1]);
            Complex weight = new Complex(output[2 * n], output[2 * n + 1]) * (Complex.Exp(step * mode) - 1) / mode;
            for (int l = 0; l < length; l++)
            {
                expected[l] += 2 * (weight * Complex.Exp(l * step * mode)).Real;
            }
        }
        Close.Relative(kernel, expected, 1e-12);
    }

    [Fact]
    public void HasTheSameBitsForAnyNumberOfThreads()
    {
        var system = new RandomSystem(new RandomStream(5), channels: 13, modes: 6, directions: 2);
        var plan = new S4DKernel(13, 6, 50, 2);
        double[] Run(int threads)
        {
            var kernel = new double[2 * 13 * 50];
            plan.Forward(system.Diagonal, system.Output, kernel, threads);
            var gradient = new GradientSet(system);
            plan.Backward(system.Diagonal, system.Output, kernel, gradient.Output, gradient.Diagonal, threads);
            return [.. kernel, .. gradient.All];
        }
        Assert.Equal(Run(1), Run(2));
        Assert.Equal(Run(1), Run(5));
    }

    [Fact]
    public void FloatsAgreeWithDoubles()
    {
        var system = new RandomSystem(new RandomStream(8), channels: 4, modes: 32);
        var plan = new S4DKernel(4, 32, 1000);
        var expected = new double[4000];
        plan.Forward(system.Diagonal, system.Output, expected);
        var actual = new float[4000];
        float[] Single(double[] values) => [.. values.Select(x => (float)x)];
        plan.Forward<float>(
            new(Single(system.LogStep), Single(system.Lambda), Single(system.Input), default),
            Single(system.Output),
            actual
        );
        Close.Relative([.. actual.Select(x => (double)x)], expected, 1e-4);
    }
}
