using Gsp.Random;
using Gsp.Testing;
using Xunit;

namespace Gsp.Core.Tests.Numerics;

/// <summary>Our own elementary functions against the platform's, which errs by less than one unit in the last place.</summary>
public sealed class PortableMathTests
{
    private static double Ulps(double actual, double expected) =>
        actual == expected
            ? 0
            : Math.Abs(actual - expected) / (Math.BitIncrement(Math.Abs(expected)) - Math.Abs(expected));

    private static void Within(
        double limit,
        Func<RandomStream, double> argument,
        Func<double, double> ours,
        Func<double, double> theirs,
        int cases = 300_000
    )
    {
        var stream = new RandomStream(1);
        for (int i = 0; i < cases; i++)
        {
            double x = argument(stream);
            double error = Ulps(ours(x), theirs(x));
            Assert.True(error <= limit, $"x = {x:R}: {ours(x):R} against {theirs(x):R}, {error} ulp");
        }
    }

    [Fact]
    public void Logarithm()
    {
        Within(2, r => r.NextOpenUniform(), PortableMath.Log, Math.Log);
        Within(2, r => 1 + r.NextNormal() * 1e-3, PortableMath.Log, Math.Log);
        Within(2, r => Math.Exp(r.NextUniform(-745, 709)), PortableMath.Log, Math.Log);
        Assert.Equal(double.NegativeInfinity, PortableMath.Log(0));
        Assert.True(double.IsNaN(PortableMath.Log(-1)));
        Assert.True(double.IsNaN(PortableMath.Log(double.NaN)));
        Assert.Equal(double.PositiveInfinity, PortableMath.Log(double.PositiveInfinity));
        Assert.Equal(0.0, PortableMath.Log(1));
    }

    [Fact]
    public void Exponential()
    {
        Within(2, r => r.NextNormal(), PortableMath.Exp, Math.Exp);
        Within(2, r => r.NextUniform(-708, 709.7), PortableMath.Exp, Math.Exp);
        Within(1, r => r.NextUniform(-745, -709), PortableMath.Exp, Math.Exp);
        Within(
            2,
            r => r.NextInt(-(1L << 31), 1L << 31) * Grain,
            PortableMath.ExpMinusOne,
            ExpMinusOneByDecimals,
            20_000
        );
        Assert.Equal(1.0, PortableMath.Exp(0));
        Assert.Equal(0.0, PortableMath.Exp(double.NegativeInfinity));
        Assert.Equal(double.PositiveInfinity, PortableMath.Exp(double.PositiveInfinity));
        Assert.Equal(double.PositiveInfinity, PortableMath.Exp(710));
        Assert.True(double.IsNaN(PortableMath.Exp(double.NaN)));
    }

    [Fact]
    public void HyperbolicTangent()
    {
        Within(3, r => r.NextNormal(), PortableMath.Tanh, Math.Tanh);
        Within(3, r => r.NextLaplace(1e-5), PortableMath.Tanh, Math.Tanh);
        Assert.Equal(-1.0, PortableMath.Tanh(-50));
        Assert.True(double.IsNaN(PortableMath.Tanh(double.NaN)));
        PropertyCheck.HoldsForSeeds(seed =>
        {
            double x = new RandomStream(seed).NextNormal(0, 3);
            return PortableMath.Tanh(-x) == -PortableMath.Tanh(x);
        });
    }

    [Fact]
    public void ManyNumbersHaveTheBitsOfSingleOnesAlsoInPlace() =>
        PropertyCheck.HoldsForSeeds(seed =>
        {
            var x = new double[seed % 40];
            new RandomStream(seed).FillNormal(x, 0, 5);
            double[] exp = [.. x];
            double[] tanh = [.. x];
            var log = new double[x.Length];
            Gsp.Numerics.Elementary.Exp(exp, exp);
            Gsp.Numerics.Elementary.Tanh(tanh, tanh);
            Gsp.Numerics.Elementary.Log(exp, log);
            return exp.SequenceEqual(x.Select(PortableMath.Exp))
                && tanh.SequenceEqual(x.Select(PortableMath.Tanh))
                && log.SequenceEqual(exp.Select(PortableMath.Log))
                && Close.RelativeError(log, x) < 1e-14;
        });

    private const double Grain = 1.0 / (1L << 31);

    /// <summary>The power series in 28 decimal digits; the argument is a multiple of 2^-31, so that it is exact as a decimal.</summary>
    private static double ExpMinusOneByDecimals(double x)
    {
        decimal exact = (decimal)(long)(x / Grain) / (1L << 31);
        decimal term = exact;
        decimal sum = exact;
        for (int k = 2; k < 30; k++)
        {
            term = term * exact / k;
            sum += term;
        }
        return (double)sum;
    }
}
