using Gsp.Random;
using Gsp.Testing;
using Gsp.Topology;
using Xunit;

namespace Gsp.Core.Tests.Topology;

public sealed class VectorLoopsTests
{
    /// <summary>The bits are those of eight scalar lanes and a fixed tree, whatever the vector width of this machine.</summary>
    [Fact]
    public void BitsAreThoseOfTheScalarDefinition() =>
        PropertyCheck.HoldsForSeeds(seed =>
        {
            RandomStream stream = new RandomStream(seed).Split("loops");
            int n = (int)(seed % 41);
            var x = new double[n];
            var y = new double[n];
            stream.FillNormal(x);
            stream.FillNormal(y);
            var lanes = new double[8];
            int body = n / 8 * 8;
            for (int i = 0; i < body; i++)
            {
                lanes[i % 8] += x[i] * y[i];
            }
            double tail = 0;
            for (int i = body; i < n; i++)
            {
                tail += x[i] * y[i];
            }
            double[] four = [.. Enumerable.Range(0, 4).Select(i => lanes[i] + lanes[i + 4])];
            double dot = four[0] + four[2] + (four[1] + four[3]) + tail;

            double[] scaled = [.. y];
            VectorLoops.AddScaled(0.3, x, scaled);
            double[] squared = [.. y];
            VectorLoops.AddSquares(x, squared);
            double[] product = [.. y];
            VectorLoops.MultiplyBy(x, product);
            return VectorLoops.Dot(x, y) == dot
                && scaled.SequenceEqual(y.Zip(x, (b, a) => b + 0.3 * a))
                && squared.SequenceEqual(y.Zip(x, (b, a) => b + a * a))
                && product.SequenceEqual(y.Zip(x, (b, a) => a * b));
        });
}
