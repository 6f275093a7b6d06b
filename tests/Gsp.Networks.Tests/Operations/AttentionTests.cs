using Gsp.Compute;
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
