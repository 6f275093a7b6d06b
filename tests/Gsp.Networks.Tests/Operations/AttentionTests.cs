using System.Numerics;
using System.Runtime.Intrinsics;
using Gsp.Compute;
using Gsp.Numerics;
using Gsp.Random;
using Gsp.Testing;
using Xunit;

namespace Gsp.Networks.Tests.Operations;

public sealed class AttentionTests
{
    [Theory]
    [InlineData(5, 7, 3, 3)]
    [InlineData(70, 130, 8, 8)]
    [InlineData(33, 65, 17, 9)]
    public void GradientsAndDefinition(int queries, int keys, int channels, int valueChannels)
    {
        using var test = new TestWorkspace();
        Tensor<double> q = test.Normal([2, 2, queries, channels], "q");
        Tensor<double> k = test.Normal([2, 2, keys, channels], "k");
        Tensor<double> v = test.Normal([2, 2, keys, valueChannels], "v");
        foreach (bool causal in new[] { false, true })
        {
            foreach (Tensor<double>? mask in new[] { null, Padding(test, keys), Graded(test, keys) })
            {
                Tensor<double> y = q.ScaledDotProductAttention(k, v, mask, causal);
                Close.Relative(y.ToArray(), ByDefinition(q, k, v, mask, causal), 1e-13);
                test.CheckGradient(() => q.ScaledDotProductAttention(k, v, mask, causal), q, k, v);
            }
        }
    }

    [Fact]
    public void GradientsThroughViewsAndSharedTensors()
    {
        using var test = new TestWorkspace();
        Tensor<double> x = test.Normal([2, 9, 12]);
        Tensor<double> heads = x.Reshape(2, 9, 3, 4).Transpose(1, 2);
        test.CheckGradient(() => Heads().ScaledDotProductAttention(Heads(), Heads()), x);
        test.CheckGradient(() => Heads().ScaledDotProductAttention(Heads(), Heads()) * Heads(), x);
        Tensor<double> z = test.Normal([2, 2, 70, 4], "z");
        Tensor<double> w = test.Normal([2, 2, 70, 4], "w");
        test.CheckGradient(() => z.ScaledDotProductAttention(z, z, Padding(test, 70)), z);
        test.CheckGradient(() => w.ScaledDotProductAttention(z, z, Padding(test, 70)), w, z);
        using (test.Space.NoGradient())
        {
            Tensor<double> own = heads.Copy();
            Assert.Equal(
                own.ScaledDotProductAttention(own, own).ToArray(),
                heads.ScaledDotProductAttention(heads, heads).ToArray()
            );
        }

        Tensor<double> Heads() => x.Reshape(2, 9, 3, 4).Transpose(1, 2);
    }

    [Fact]
    public void BitsDoNotDependOnThreadsOrVectorWidth()
    {
        float[] expected = Everything(new ProcessorDevice<float>(Backend.ManagedWith(1)));
        Assert.Equal(expected, Everything(new ProcessorDevice<float>(Backend.ManagedWith(2))));
        AttentionKernels<float>[] widths =
        [
            new AttentionKernels<float, Vector128<float>, Lanes128<float>>(),
            new AttentionKernels<float, Vector256<float>, Lanes256<float>>(),
            new AttentionKernels<float, Vector512<float>, Lanes512<float>>(),
        ];
        foreach (AttentionKernels<float> width in widths)
        {
            Assert.Equal(expected, Everything(new ProcessorDevice<float>(Backend.ManagedWith(2)) { Tiles = width }));
        }
    }

    [Fact]
    public void TileSizesDifferByRoundingOnly()
    {
        double[] expected = Everything(new ProcessorDevice<double>(Backend.ManagedWith(1)));
        foreach (int rows in new[] { 1, 7, 32, 1000 })
        {
            double[] other = Everything(new ProcessorDevice<double>(Backend.ManagedWith(1)) { AttentionRows = rows });
            Close.Relative(other, expected, 1e-14);
        }
    }

    [Fact]
    public void SinglePrecisionAgrees()
    {
        double[] expected = Everything(new ProcessorDevice<double>(Backend.ManagedWith(1)));
        float[] single = Everything(new ProcessorDevice<float>(Backend.ManagedWith(1)));
        Close.Relative(Array.ConvertAll(single, value => (double)value), expected, 1e-5);
    }

    [Fact]
    public void DroppedSharesAreThoseOfTheDefinition()
    {
        using var test = new TestWorkspace();
        Tensor<double> q = test.Normal([2, 2, 70, 3], "q");
        Tensor<double> k = test.Normal([2, 2, 37, 3], "k");
        Tensor<double> identity = test.Space.From(Identity(37), [37, 37]).Expand([2, 2, 37, 37]).Contiguous();
        double[] shares = q.ScaledDotProductAttention(k, identity).ToArray();
        double[] dropped = q.ScaledDotProductAttention(k, identity, dropout: 0.25, dropoutKey: 11).ToArray();
        var words = new uint[DropoutWords.Chunk];
        uint threshold = 1u << 30;
        for (int place = 0; place < shares.Length; place++)
        {
            (int row, int key) = Math.DivRem(place, 37);
            (int head, int query) = Math.DivRem(row, 70);
            int square = (((head * 5) + (query / 16)) * 3) + (key / 16);
            int word = (16 * (key % 16)) + (query % 16);
            DropoutWords.Fill(11, (ulong)((4 * square) + (word / 64)), words);
            double expected = words[word % 64] < threshold ? 0 : shares[place] / 0.75;
            Assert.Equal(expected, dropped[place], 1e-15);
        }
    }

    [Fact]
    public void GradientsWithDropout()
    {
        using var test = new TestWorkspace();
        Tensor<double> q = test.Normal([2, 2, 70, 5], "q");
        Tensor<double> k = test.Normal([2, 2, 70, 5], "k");
        Tensor<double> v = test.Normal([2, 2, 70, 3], "v");
        Tensor<double> mask = Padding(test, 70);
        test.CheckGradient(() => q.ScaledDotProductAttention(k, v, null, false, 0.3, 5), q, k, v);
        test.CheckGradient(() => q.ScaledDotProductAttention(k, v, mask, true, 0.3, 5), q, k, v);
        Assert.ThrowsAny<ArgumentException>(() => q.ScaledDotProductAttention(k, v, dropout: 1));
    }

    [Fact]
    public void CausalAttentionIgnoresTheFuture()
    {
        PropertyCheck.HoldsForSeedsHeavy(seed =>
        {
            using var test = new TestWorkspace(seed: seed);
            int length = 20 + (int)(seed % 100);
            int known = 1 + (int)(seed % 19);
            Tensor<double> x = test.Normal([1, 2, length, 5]);
            double[] changed = x.ToArray();
            double[] before = x.ScaledDotProductAttention(x, x, causal: true).Slice(2, 0, known).ToArray();
            for (int head = 0; head < 2; head++)
            {
                changed.AsSpan(((head * length) + known) * 5, (length - known) * 5).Fill(1e3);
            }
            x.Set(changed);
            return before.SequenceEqual(x.ScaledDotProductAttention(x, x, causal: true).Slice(2, 0, known).ToArray());
        });
    }

    [Fact]
    public void SharesAddUpToOne()
    {
        PropertyCheck.HoldsForSeedsHeavy(seed =>
        {
            using var test = new TestWorkspace(seed: seed);
            Tensor<double> q = test.Normal([1, 1, 40, 8], "q", scale: 10);
            Tensor<double> k = test.Normal([1, 1, 90, 8], "k", scale: 10);
            Tensor<double> ones = test.Space.Full([1, 1, 90, 3], 1);
            double[] y = q.ScaledDotProductAttention(k, ones).ToArray();
            return y.All(value => Math.Abs(value - 1) < 1e-13);
        });
    }

    [Fact]
    public void SelfAttentionMovesWithItsSequence()
    {
        PropertyCheck.HoldsForSeedsHeavy(seed =>
        {
            using var test = new TestWorkspace(seed: seed);
            var layer = new MultiheadAttention<double>(test.Space, 12, 3, test.Random);
            Tensor<double> x = test.Normal([1, 70, 12]);
            int[] order = [.. Enumerable.Range(0, 70)];
            test.Random.Split("order").Shuffle(order);
            Tensor<double> rows = x.Select(0, 0);
            Tensor<double> moved = rows.Embedding(order).Unsqueeze(0);
            double[] expected = layer.Forward(x).Select(0, 0).Contiguous().Embedding(order).ToArray();
            return Close.RelativeError(layer.Forward(moved).ToArray(), expected) < 1e-13;
        });
    }

    [Fact]
    public void PaddingHasNoInfluenceWhateverItHolds()
    {
        using var test = new TestWorkspace();
        Tensor<double> q = test.Normal([2, 2, 20, 4], "q");
        Tensor<double> k = test.Normal([2, 2, 30, 4], "k");
        Tensor<double> v = test.Normal([2, 2, 30, 4], "v");
        Tensor<double> mask = Padding(test, 30);
        (double[] before, double[] queryGradient) = Result();
        double[] huge = k.ToArray();
        double[] nothing = v.ToArray();
        for (int head = 0; head < 2; head++)
        {
            huge.AsSpan(((head * 30) + 1) * 4, 4).Fill(1e300);
            nothing.AsSpan(((head * 30) + 1) * 4, 4).Fill(double.NaN);
        }
        k.Set(huge);
        v.Set(nothing);
        (double[] after, double[] gradientAfter) = Result();
        Assert.Equal(before, after);
        Assert.Equal(queryGradient, gradientAfter);
        Assert.Equal(new double[4], k.Gradient!.Select(2, 1).Select(0, 0).Select(0, 0).ToArray());

        (double[] Output, double[] QueryGradient) Result()
        {
            q.ClearGradient();
            k.ClearGradient();
            v.ClearGradient();
            Tensor<double> y = q.ScaledDotProductAttention(k, v, mask);
            y.Sum().Backward();
            return (y.ToArray(), q.Gradient!.ToArray());
        }
    }

    [Fact]
    public void QueriesThatSeeNothingGiveZero()
    {
        using var test = new TestWorkspace();
        Tensor<double> x = test.Normal([2, 1, 5, 4]);
        bool[,] keep =
        {
            { false, true, true, true, true },
            { false, false, false, false, false },
        };
        Tensor<double> y = x.ScaledDotProductAttention(x, x, test.Space.KeyMask(keep), causal: true);
        y.Sum().Backward();
        double[] values = y.ToArray();
        Assert.All(values[..4], value => Assert.Equal(0, value));
        Assert.All(values[4..20], value => Assert.NotEqual(0, value));
        Assert.All(values[20..], value => Assert.Equal(0, value));
        Assert.All(x.Gradient!.ToArray(), value => Assert.True(double.IsFinite(value)));
        Assert.All(x.Gradient!.ToArray()[20..], value => Assert.Equal(0, value));
    }

    [Fact]
    public void MemoryGrowsWithTheLengthNotItsSquare()
    {
        using var workspace = new Workspace<float>(Backend.ManagedWith(2));
        long[] peaks = [Peak(1500), Peak(3000)];
        Assert.InRange(peaks[1], peaks[0], 2.3 * peaks[0]);
        Assert.True(peaks[1] < 3000L * 3000 * sizeof(float) / 10, $"{peaks[1]} bytes");

        long Peak(int length)
        {
            using Scope<float> scope = workspace.Scope();
            Tensor<float> x = workspace.Full([1, 1, length, 8], 0.5f);
            x.RequiresGradient = true;
            workspace.ResetPeak();
            x.ScaledDotProductAttention(x, x).Sum().Backward();
            return workspace.PeakBytes;
        }
    }

    [Fact]
    public void EmptySequences()
    {
        using var test = new TestWorkspace();
        Tensor<double> some = test.Normal([2, 1, 3, 4]);
        Tensor<double> none = test.Space.Zeros([2, 1, 0, 4]);
        Assert.Equal(new double[24], some.ScaledDotProductAttention(none, none).ToArray());
        Assert.Equal(new double[24], some.ScaledDotProductAttention(none, none, causal: true).ToArray());
        Assert.Empty(none.ScaledDotProductAttention(some, some).ToArray());
    }

    [Fact]
    public void LargeScoresDoNotOverflowAndNotANumberShows()
    {
        using var test = new TestWorkspace();
        Tensor<double> x = test.Normal([1, 1, 9, 4], scale: 100);
        Assert.All(x.ScaledDotProductAttention(x, x).ToArray(), value => Assert.True(double.IsFinite(value)));
        double[] broken = x.ToArray();
        broken[5] = double.NaN;
        x.Set(broken);
        Assert.All(x.ScaledDotProductAttention(x, x).ToArray(), value => Assert.True(double.IsNaN(value)));
    }

    [Fact]
    public void ErrorsShowTheShapes()
    {
        using var test = new TestWorkspace();
        Tensor<double> x = test.Space.Zeros([2, 3, 5, 4]);
        string message = Assert
            .ThrowsAny<ArgumentException>(() => x.ScaledDotProductAttention(test.Space.Zeros([2, 3, 6, 5]), x))
            .Message;
        Assert.Contains("[2, 3, 6, 5]", message, StringComparison.Ordinal);
        message = Assert
            .ThrowsAny<ArgumentException>(() => x.ScaledDotProductAttention(x, x, test.Space.Zeros([2, 4])))
            .Message;
        Assert.Contains("[batch, keys]; got [2, 4]", message, StringComparison.Ordinal);
    }

    /// <summary>Output and gradients of masked, causal attention with 11 channels.</summary>
    private static T[] Everything<T>(IDevice<T> device)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        using var workspace = new Workspace<T>(device);
        Tensor<T>[] inputs = [.. new[] { "q", "k", "v" }.Select(name => Normal(name))];
        var bias = new double[2 * 150];
        new RandomStream(1).Split("bias").FillNormal(bias);
        bias[3] = double.NegativeInfinity;
        Tensor<T> mask = workspace.FromDoubles(bias, [2, 150]);
        Tensor<T> y = inputs[0].ScaledDotProductAttention(inputs[1], inputs[2], mask, true, 0.2, dropoutKey: 9);
        y.Backward(Normal("g"));
        return [.. y.ToArray(), .. inputs.SelectMany(input => input.Gradient!.ToArray())];

        Tensor<T> Normal(string name) =>
            workspace.Parameter(
                Initialisation.Normal<T>(new RandomStream(1).Split(name), 2 * 2 * 150 * 11, 1),
                [2, 2, 150, 11]
            );
    }

    private static double[] Identity(int n) => [.. Enumerable.Range(0, n * n).Select(i => i / n == i % n ? 1.0 : 0)];

    private static Tensor<double> Padding(TestWorkspace test, int keys)
    {
        var keep = new bool[2, keys];
        for (int j = 0; j < keys; j++)
        {
            keep[0, j] = j % 3 != 1;
            keep[1, j] = j < keys - 2;
        }
        return test.Space.KeyMask(keep);
    }

    private static Tensor<double> Graded(TestWorkspace test, int keys)
    {
        var values = new double[2 * keys];
        test.Random.Split("bias").FillNormal(values);
        values[1] = double.NegativeInfinity;
        return test.Space.From(values, [2, keys]);
    }

    /// <summary>Every score, in plain loops.</summary>
    private static double[] ByDefinition(
        Tensor<double> q,
        Tensor<double> k,
        Tensor<double> v,
        Tensor<double>? mask,
        bool causal
    )
    {
        (int batches, int heads, int queries, int channels) = (q.Shape[0], q.Shape[1], q.Shape[2], q.Shape[3]);
        (int keys, int width) = (k.Shape[2], v.Shape[3]);
        (double[] a, double[] b, double[] c) = (q.ToArray(), k.ToArray(), v.ToArray());
        double[] bias = mask?.ToArray() ?? new double[batches * keys];
        var y = new double[batches * heads * queries * width];
        for (int head = 0; head < batches * heads; head++)
        {
            for (int i = 0; i < queries; i++)
            {
                var shares = new double[keys];
                for (int j = 0; j < keys; j++)
                {
                    double score = bias[(head / heads * keys) + j];
                    for (int e = 0; e < channels; e++)
                    {
                        score +=
                            a[(((head * queries) + i) * channels) + e]
                            * b[(((head * keys) + j) * channels) + e]
                            / Math.Sqrt(channels);
                    }
                    shares[j] = causal && j > i ? 0 : Math.Exp(score);
                }
                double total = shares.Sum();
                for (int j = 0; j < keys && total > 0; j++)
                {
                    for (int e = 0; e < width; e++)
                    {
                        y[(((head * queries) + i) * width) + e] +=
                            shares[j] / total * c[(((head * keys) + j) * width) + e];
                    }
                }
            }
        }
        return y;
    }
}
