using Gsp.Numerics;
using Gsp.Random;
using Gsp.Testing;
using Xunit;

namespace Gsp.Core.Tests.Numerics;

public sealed class ReductionTests
{
    private static double[] Sample(ulong seed)
    {
        var stream = new RandomStream(seed);
        var values = new double[seed % 100];
        stream.FillNormal(values);
        return [.. values.Select(value => value * Math.Pow(10, stream.NextInt(-3, 4)))];
    }

    [Fact]
    public void CompensatedSumFindsWhatPlainSumsLose()
    {
        Assert.Equal(2.0, Reductions.CompensatedSum([1, 1e100, 1, -1e100]));
        Assert.Equal(double.PositiveInfinity, Reductions.CompensatedSum([1, double.PositiveInfinity]));
        PropertyCheck.HoldsForSeeds(seed =>
        {
            double[] x = [.. Sample(seed).Select(v => Math.Round(v * 1e6) / (1 << 20))];
            decimal exact = x.Sum(v => (decimal)(long)(v * (1 << 20)) / (1 << 20));
            return Math.Abs(Reductions.CompensatedSum(x) - (double)exact) <= 4e-16 * Math.Abs((double)exact) + 1e-300;
        });
    }

    [Fact]
    public void NormsNeitherOverflowNorUnderflow()
    {
        Assert.Equal(5e200, Reductions.Norm([3e200, 4e200]), 1e186);
        Assert.Equal(5e-200, Reductions.Norm([3e-200, 4e-200]), 1e-214);
        Assert.Equal(0, Reductions.Norm([0, 0]));
        Assert.Equal(0, Reductions.Norm([]));
        Assert.True(double.IsNaN(Reductions.Norm([1, double.NaN])));
        Assert.Equal(double.PositiveInfinity, Reductions.Norm([1, double.NegativeInfinity]));
        Assert.Equal(double.Epsilon, Reductions.Norm([double.Epsilon]));
        Assert.Equal(10, Reductions.SumOfMagnitudes([-1, 2, -3, 4]));
    }

    [Fact]
    public void TheLargestMagnitudeIsFoundAndNaNHandedOn() =>
        PropertyCheck.HoldsForSeeds(seed =>
        {
            double[] x = Sample(seed);
            bool found = Reductions.MaxMagnitude(x) == x.Select(Math.Abs).DefaultIfEmpty(0).Max();
            if (x.Length == 0)
            {
                return found;
            }
            x[seed / 100 % (ulong)x.Length] = double.NaN;
            return found && double.IsNaN(Reductions.MaxMagnitude(x));
        });
}
