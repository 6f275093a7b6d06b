using Gsp.Compute;
using Gsp.Random;
using Gsp.Testing;
using Xunit;

namespace Gsp.Networks.Tests.Operations;

public sealed class EmbeddingTests
{
    [Fact]
    public void RowsAndGradients()
    {
        using var test = new TestWorkspace();
        Tensor<double> table = test.Normal([5, 3]);
        int[] numbers = [4, 0, 0, 2, 4, 4];
        double[] values = table.ToArray();
        double[] expected = [.. numbers.SelectMany(n => values[(3 * n)..((3 * n) + 3)])];
        Tensor<double> rows = table.Embedding(numbers, [2, 3]);
        Assert.Equal(Shape.Of([2, 3, 3]), rows.Shape);
        Assert.Equal(expected, rows.ToArray());
        test.CheckGradient(() => table.Embedding(numbers, [2, 3]), table);
        test.CheckGradient(() => table.Embedding(numbers).Square() + table.Embedding(numbers), table);
    }

    [Fact]
    public void GradientsAreThoseOfTheOneHotProduct()
    {
        PropertyCheck.HoldsForSeedsHeavy(seed =>
        {
            var random = new RandomStream(seed);
            int[] numbers = [.. Enumerable.Range(0, 200).Select(_ => (int)(random.NextUInt64() % 17))];
            using var test = new TestWorkspace(seed: seed);
            Tensor<double> table = test.Normal([17, 6]);
            Tensor<double> seedGradient = test.Space.Parameter(test.Normal([200, 6], "g").ToArray(), [200, 6]);
            table.Embedding(numbers).Backward(seedGradient);
            double[] gathered = table.Gradient!.ToArray();
            table.ClearGradient();
            var oneHot = new double[200 * 17];
            for (int i = 0; i < numbers.Length; i++)
            {
                oneHot[(i * 17) + numbers[i]] = 1;
            }
            test.Space.From(oneHot, [200, 17]).MatMul(table).Backward(seedGradient);
            return Close.RelativeError(gathered, table.Gradient!.ToArray()) < 1e-13;
        });
    }

    [Fact]
    public void ThreadsDoNotChangeTheBits()
    {
        float[][] gradients = [Gradient(1), Gradient(2)];
        Assert.Equal(gradients[0], gradients[1]);

        static float[] Gradient(int threads)
        {
            using var workspace = new Workspace<float>(Backend.ManagedWith(threads));
            var random = new RandomStream(3);
            Tensor<float> table = workspace.Parameter(Initialisation.Normal<float>(random, 50 * 64, 1), [50, 64]);
            int[] numbers = [.. Enumerable.Range(0, 5000).Select(_ => (int)(random.NextUInt64() % 50))];
            table.Embedding(numbers).Square().Sum().Backward();
            return table.Gradient!.ToArray();
        }
    }

    [Fact]
    public void ErrorsNameThePlace()
    {
        using var test = new TestWorkspace();
        var layer = new Embedding<double>(test.Space, 5, 3, test.Random);
        string message = Assert.ThrowsAny<ArgumentException>(() => layer.Forward([1, 5])).Message;
        Assert.Contains("number 5 at place 1", message, StringComparison.Ordinal);
        Assert.ThrowsAny<ArgumentException>(() => layer.Forward([1, 2], [3]));
    }
}
