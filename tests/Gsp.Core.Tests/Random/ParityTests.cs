using Gsp.Random;
using Gsp.Testing;
using Xunit;

namespace Gsp.Core.Tests.Random;

/// <summary>The streams of NumPy and Python, number by number (golden values: Golden/random/README.md).</summary>
public sealed class ParityTests
{
    private static readonly GoldenTable Expected = new("random", "parity.txt");

    [Theory]
    [InlineData(0u)]
    [InlineData(42u)]
    [InlineData(4294967295u)]
    public void NumpyLegacyStream(uint seed)
    {
        var random = new NumpyLegacyRandom(seed);
        Same("uniform", Draw(5, random.NextUniform));
        Near("normal", Draw(7, random.NextNormal));
        Same("uniform_range", Draw(4, () => random.NextUniform(-1, -.45)));
        Same("randint", Draw(8, () => random.NextInt(3, 1000)));
        Same("randint64", Draw(4, () => random.NextInt(0, 1_000_000_000_000)));
        Near("normal2", Draw(2, () => random.NextNormal(1.5, 2)));
        Near("laplace", Draw(5, () => random.NextLaplace(0, 2)));
        Same("permutation", Numbers(random.Permutation(20)));
        Same("choice", Numbers(random.Choice(50, 6)));
        Same("choice_without", Numbers(random.Choice(50, 6, replace: false)));
        Same("choice_p", Numbers(random.Choice([.1, .2, .3, .4], 8)));
        Same("choice_p_without", Numbers(random.Choice([.5, .3, .1, .05, .03, .02], 5, replace: false)));
        Near("exponential", Draw(3, () => random.NextExponential(2)));
        Same("last", [random.NextUniform()]);

        void Same(string name, double[] actual) => Assert.Equal(Expected[$"numpy.{seed}.{name}"], actual);
        void Near(string name, double[] actual) =>
            Close.Relative(actual, Expected[$"numpy.{seed}.{name}"], 1e-15, name);
    }

    [Fact]
    public void NumpySquareOfNormalsAsInTheAuthorsGraphs()
    {
        var random = new NumpyLegacyRandom(42);
        double[] all = Draw(2500, random.NextNormal);
        Close.Relative(all[^5..], Expected["numpy.42.randn50.lastrow"], 1e-15);
    }

    [Fact]
    public void NumpyArraySeed() =>
        Assert.Equal(Expected["numpy.array.uniform"], Draw(4, new NumpyLegacyRandom([7u, 8u, 9u]).NextUniform));

    [Theory]
    [InlineData(0)]
    [InlineData(100)]
    [InlineData(-5)]
    [InlineData((1L << 40) + 3)]
    public void PythonStream(long seed)
    {
        var random = new PythonRandom(seed);
        Same("random", Draw(5, random.NextUniform));
        Same("bits", [.. new[] { 1, 7, 31, 32, 33, 63, 64 }.Select(bits => (double)random.NextBits(bits))]);
        Same("randrange", [.. new[] { 1, 2, 10, 1000, 100_000_000_000 }.Select(n => (double)random.NextInt(n))]);
        int[] order = [.. Enumerable.Range(0, 15)];
        random.Shuffle<int>(order);
        Same("shuffle", Numbers(order));
        Same("sample", Numbers(random.Sample(1000, 8)));
        Same("sample_small", Numbers(random.Sample(20, 9)));
        Same("last", [random.NextUniform()]);

        void Same(string name, double[] actual) => Assert.Equal(Expected[$"python.{seed}.{name}"], actual);
    }

    /// <summary>networkx draws the gap to the next edge from a geometric distribution, block pair by block pair.</summary>
    [Fact]
    public void NetworkxBlockModelCanBeRebuilt()
    {
        int[] starts = [0, 20, 35, 50];
        double[,] p =
        {
            { .05, .03, 0 },
            { .03, .05, .04 },
            { 0, .04, .05 },
        };
        int[][] nodes =
        [
            .. Enumerable.Range(0, 3).Select(k => PythonSet.RangeOrder(starts[k], starts[k + 1] - starts[k])),
        ];
        var random = new PythonRandom(100);
        var edges = new List<(int, int)>();
        for (int i = 0; i < 3; i++)
        {
            for (int j = i; j < 3; j++)
            {
                (int, int)[] pairs =
                [
                    .. from u in nodes[i]
                    from v in nodes[j]
                    where i != j || Array.IndexOf(nodes[i], u) < Array.IndexOf(nodes[i], v)
                    select (u, v),
                ];
                if (i == j)
                {
                    edges.AddRange(pairs.Where(_ => random.NextUniform() < p[i, j]));
                    random.NextUniform(); // networkx then looks once for a gap in the exhausted list
                    continue;
                }
                long next = -1;
                while (p[i, j] > 0)
                {
                    next += 1 + (long)Math.Floor(Math.Log(random.NextUniform()) / Math.Log(1 - p[i, j]));
                    if (next >= pairs.Length)
                    {
                        break;
                    }
                    edges.Add(pairs[next]);
                }
            }
        }
        var sorted = edges.Select(e => (Math.Min(e.Item1, e.Item2), Math.Max(e.Item1, e.Item2))).Order();
        Assert.Equal(Expected["networkx.sbm.edges"], sorted.SelectMany(e => new double[] { e.Item1, e.Item2 }));
    }

    [Fact]
    public void PythonSetsOfConsecutiveNumbers()
    {
        foreach ((int start, int count) in new[] { (45, 5), (30, 5), (7, 2), (20, 15), (100, 40), (3, 200) })
        {
            Assert.Equal(Expected[$"set.{start}.{count}"], Numbers(PythonSet.RangeOrder(start, count)));
        }
    }

    private static double[] Draw(int count, Func<double> next) => [.. Enumerable.Range(0, count).Select(_ => next())];

    private static double[] Draw(int count, Func<long> next) => Draw(count, () => (double)next());

    private static double[] Numbers(int[] values) => [.. values.Select(value => (double)value)];
}
