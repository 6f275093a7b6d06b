using Gsp.Random;
using Gsp.Testing;
using Xunit;

namespace Gsp.Core.Tests.Random;

/// <summary>What a stream promises: fixed words, splits, jumps, save and restore, any thread count.</summary>
public sealed class RandomStreamTests
{
    private static readonly (string Name, int Words, Func<RandomStream, double> Draw)[] FixedDraws =
    [
        ("uniform", 1, r => r.NextUniform()),
        ("open", 1, r => r.NextOpenUniform()),
        ("range", 1, r => r.NextUniform(-2, 5)),
        ("normal", 1, r => r.NextNormal()),
        ("normal2", 1, r => r.NextNormal(1, 2)),
        ("laplace", 1, r => r.NextLaplace(2)),
        ("exponential", 1, r => r.NextExponential(3)),
        ("bernoulli", 1, r => r.NextBernoulli(.3) ? 1 : 0),
        ("integer", 1, r => r.NextInt(10)),
        ("weighted", 1, r => r.Choice([1, 2, 3])),
        ("permutation", 9, r => r.Permutation(10)[0]),
    ];

    /// <summary>Our own golden values: they may never change, else every seeded result changes.</summary>
    [Fact]
    public void GoldenStream()
    {
        RandomStream stream = new RandomStream(2024).Split("noise").Split(3);
        Assert.Equal(
            [1641397223987264953ul, 1230735809711539741ul, 3459388591322762638ul],
            new[] { stream.NextUInt64(), stream.NextUInt64(), stream.NextUInt64() }
        );
        Assert.Equal(
            [
                0.7898110417695341,
                0.1862754519228031,
                1.2009890022520735,
                -2.0093543994300553,
                1.3578682472670318,
                0.7640356513989708,
                8.694662890482524,
                944,
            ],
            new[]
            {
                stream.NextUniform(),
                stream.NextNormal(),
                stream.NextNormal(),
                stream.NextLaplace(),
                stream.NextExponential(),
                stream.NextGamma(0.5),
                stream.NextGamma(3, 2),
                stream.NextInt(1000),
            }
        );
    }

    [Fact]
    public void EveryDrawTakesItsStatedNumberOfWords()
    {
        foreach ((string name, int words, Func<RandomStream, double> draw) in FixedDraws)
        {
            var stream = new RandomStream(1) { Position = 5 };
            draw(stream);
            Assert.True(stream.Position == 5 + (ulong)words, name);
        }
    }

    [Fact]
    public void AJumpEqualsSkipping() =>
        PropertyCheck.HoldsForSeeds(seed =>
        {
            int skip = (int)(seed % 100);
            var walked = new RandomStream(seed);
            for (int i = 0; i < skip; i++)
            {
                walked.NextUInt64();
            }
            var jumped = new RandomStream(seed) { Position = (ulong)skip };
            return walked.NextNormal() == jumped.NextNormal() && walked.NextUInt64() == jumped.NextUInt64();
        });

    [Fact]
    public void FillsGiveTheNumbersOfRepeatedDraws() =>
        PropertyCheck.HoldsForSeeds(seed =>
        {
            int count = (int)(seed % 600);
            ulong start = seed % 3;
            return Equal(s => s.NextUniform(), (s, v) => s.FillUniform(v))
                && Equal(s => s.NextUniform(-3, 4), (s, v) => s.FillUniform(v, -3, 4))
                && Equal(s => s.NextNormal(), (s, v) => s.FillNormal(v))
                && Equal(s => s.NextNormal(2, .5), (s, v) => s.FillNormal(v, 2, .5))
                && Equal(s => s.NextLaplace(1.5), (s, v) => s.FillLaplace(v, 1.5))
                && Equal(s => s.NextExponential(.7), (s, v) => s.FillExponential(v, .7));

            bool Equal(Func<RandomStream, double> next, Action<RandomStream, double[]> fill)
            {
                var one = new RandomStream(seed) { Position = start };
                var bulk = new RandomStream(seed) { Position = start };
                var values = new double[count];
                fill(bulk, values);
                return values.All(value => value == next(one)) && one.Position == bulk.Position;
            }
        });

    [Fact]
    public void SaveAndRestoreContinueTheStream() =>
        PropertyCheck.HoldsForSeeds(seed =>
        {
            RandomStream stream = new RandomStream(seed).Split("a").Split(7);
            stream.Position = seed % 11;
            stream.NextGamma(.3);
            var snapshot = new Snapshot("test");
            stream.Save(snapshot, "r");
            RandomStream restored = RandomStream.Restore(Snapshot.FromBytes(snapshot.ToBytes()), "r");
            return Enumerable.Range(0, 5).All(_ => stream.NextNormal() == restored.NextNormal())
                && stream.Split("b").NextUInt64() == restored.Split("b").NextUInt64();
        });

    [Fact]
    public void ASplitDoesNotDependOnThePositionNorMoveIt()
    {
        var stream = new RandomStream(9);
        ulong before = stream.Split("x").NextUInt64();
        stream.NextNormal();
        Assert.Equal(before, stream.Split("x").NextUInt64());
        Assert.Equal(1ul, stream.Position);
    }

    [Fact]
    public void NumbersDoNotDependOnTheThreadCount()
    {
        var root = new RandomStream(5);
        double[][] alone = [.. Enumerable.Range(0, 64).Select(i => Row(root, i))];
        var together = new double[64][];
        Parallel.For(0, 64, new ParallelOptions { MaxDegreeOfParallelism = 4 }, i => together[i] = Row(root, i));
        Assert.Equal(alone, together);

        static double[] Row(RandomStream root, int index)
        {
            RandomStream stream = root.Split(index);
            return [stream.NextNormal(), stream.NextGamma(2), stream.NextInt(100)];
        }
    }

    [Fact]
    public void ManySplitsAreDistinct()
    {
        var first = new HashSet<ulong>();
        var root = new RandomStream(1);
        for (int i = 0; i < 20_000; i++)
        {
            Assert.True(first.Add(root.Split(i).NextUInt64()));
            Assert.True(first.Add(root.Split($"n{i}").NextUInt64()));
        }
    }

    [Fact]
    public void OpenUniformNeverReachesItsEnds()
    {
        // The largest and smallest words are reached by search in no reasonable time; the arithmetic at the ends is checked directly.
        double largest = (((ulong.MaxValue >> 12) + 0.5) * (1.0 / (1L << 52)));
        Assert.InRange(largest, 0.5, Math.BitDecrement(1.0));
        PropertyCheck.HoldsForSeeds(seed => new RandomStream(seed).NextOpenUniform() is > 0 and < 1);
    }

    [Fact]
    public void BadParametersAreNamed()
    {
        var stream = new RandomStream(1);
        Assert.Contains("scale", Assert.Throws<ArgumentOutOfRangeException>(() => stream.NextLaplace(-1)).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => stream.NextGamma(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => stream.NextInt(0));
        Assert.Throws<ArgumentException>(() => stream.NextUniform(1, 1));
        Assert.Throws<ArgumentException>(() => stream.Choice([0.0, 0.0]));
        Assert.Throws<ArgumentOutOfRangeException>(() => stream.Choice([1, double.NaN]));
        Assert.Throws<ArgumentOutOfRangeException>(() => stream.Choice(3, 4, replace: false));
        Assert.Throws<ArgumentOutOfRangeException>(() => stream.Choice([1, 0, 2], 3, replace: false));
        Assert.Equal(0ul, stream.Position);
    }
}
