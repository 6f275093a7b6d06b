using System.Numerics;
using Gsp.Numerics;
using Gsp.Random;
using Gsp.Testing;
using Xunit;

namespace Gsp.Networks.Tests;

public sealed class TwoSidedKernelTests
{
    [Fact]
    public void CircularConvolutionOfTheAssembledKernelEqualsTheDefinition() =>
        PropertyCheck.HoldsForSeedsHeavy(seed =>
        {
            var stream = new RandomStream(seed);
            int length = 1 + stream.NextInt(40);
            int padded = 2 * length + stream.NextInt(5);
            double[] k0 = Normal(stream, length);
            double[] k1 = stream.NextBernoulli(0.3) ? [] : Normal(stream, length);
            double[] u = Normal(stream, length);
            var circular = new double[padded];
            TwoSidedKernel.Assemble<double>(k0, k1, circular);
            var input = new double[padded];
            u.CopyTo(input, 0);
            Complex[] product =
            [
                .. FourierTransform.OfReal(circular).Zip(FourierTransform.OfReal(input), (a, b) => a * b),
            ];
            var y = new double[padded];
            new FourierTransform(padded).Inverse(product, y);
            return Close.RelativeError(y.AsSpan(0, length), TwoSidedKernel.Convolve(k0, k1, u)) < 1e-12;
        });

    [Fact]
    public void SeparateIsTheAdjointOfAssemble()
    {
        double[] circular = [.. Enumerable.Range(0, 11).Select(i => (double)i)];
        var k0 = new double[5];
        var k1 = new double[5];
        TwoSidedKernel.Separate<double>(circular, k0, k1);
        Assert.Equal([0, 1, 2, 3, 4], k0);
        Assert.Equal([10, 9, 8, 7, 6], k1);
        Assert.ThrowsAny<ArgumentException>(() => TwoSidedKernel.Separate<double>(circular[..9], k0, k1));
        Assert.ThrowsAny<ArgumentException>(() => TwoSidedKernel.Assemble<double>(k0, k1[1..], circular));
    }

    private static double[] Normal(RandomStream stream, int count)
    {
        var values = new double[count];
        stream.FillNormal(values);
        return values;
    }
}
