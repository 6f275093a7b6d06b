using Gsp.Compute;
using Gsp.Random;
using Gsp.Testing;
using Xunit;

namespace Gsp.Networks.Tests.Operations;

public sealed class DropoutTests
{
    [Fact]
    public void VectorsDrawTheWordsOfTheDefinition()
    {
        PropertyCheck.HoldsForSeeds(seed =>
        {
            var random = new RandomStream(seed);
            ulong key = random.NextUInt64();
            ulong chunk = random.NextUInt64() >> 6;
            var words = new uint[DropoutWords.Chunk];
            DropoutWords.Fill(key, chunk, words);
            return words.AsSpan().SequenceEqual(Fast(key, chunk));
        });
    }

    [Fact]
    public void ElementsStayWithTheirProbabilityAndTheMeanIsKept()
    {
        using var test = new TestWorkspace();
        double[] y = test.Space.Full([1000, 101], 1).Dropout(0.3, 7).ToArray();
        Assert.All(y, value => Assert.True(value == 0 || value == 1 / 0.7));
        double dropped = y.Count(value => value == 0) / (double)y.Length;
        Assert.Equal(0.3, dropped, 5 * Math.Sqrt(0.3 * 0.7 / y.Length));
        // Neighbours, within and across chunks, are independent.
        double together = Enumerable.Range(0, y.Length - 1).Count(i => y[i] == 0 && y[i + 1] == 0) / (double)y.Length;
        Assert.Equal(0.09, together, 5 * Math.Sqrt(0.09 / y.Length));
    }

    [Fact]
    public void GradientsAndShapes()
    {
        using var test = new TestWorkspace();
        Tensor<double> x = test.Normal([5, 31]);
        test.CheckGradient(() => x.Dropout(0.4, 3), x);
        test.CheckGradient(() => x.Transpose(0, 1).Dropout(0.4, 3) * x.Transpose(0, 1), x);
        Assert.Same(x, x.Dropout(0, 3));
        Assert.NotEqual(x.Dropout(0.4, 3).ToArray(), x.Dropout(0.4, 4).ToArray());
        Assert.ThrowsAny<ArgumentException>(() => x.Dropout(1, 3));
    }

    [Fact]
    public void ThreadsAndPrecisionDropTheSame()
    {
        bool[][] zeros = [Zeros<float>(1), Zeros<float>(2), Zeros<double>(1), Zeros<double>(2)];
        Assert.All(zeros, other => Assert.Equal(zeros[0], other));

        static bool[] Zeros<T>(int threads)
            where T : unmanaged, System.Numerics.IFloatingPointIeee754<T>
        {
            using var workspace = new Workspace<T>(Backend.ManagedWith(threads));
            return Array.ConvertAll(
                workspace.Full([70_001], T.One).Dropout(0.1, 99).ToArray(),
                value => value == T.Zero
            );
        }
    }

    private static unsafe uint[] Fast(ulong key, ulong chunk)
    {
        var words = new uint[DropoutWords.Chunk];
        fixed (uint* pinned = words)
        {
            DropoutWords.FillFast(key, chunk, pinned);
        }
        return words;
    }
}
