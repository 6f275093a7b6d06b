using Gsp.Numerics;
using Gsp.Testing;
using Xunit;

namespace Gsp.Core.Tests.Numerics;

public sealed class ParallelForTests
{
    [Theory]
    [InlineData(0, 4, 1)]
    [InlineData(1, 4, 1)]
    [InlineData(1000, 1, 1)]
    [InlineData(1000, 2, 1)]
    [InlineData(1000, 7, 64)]
    [InlineData(3, 16, 1)]
    public void EveryIndexIsDoneOnce(int count, int threads, int grain)
    {
        var done = new int[count];
        for (int repeat = 0; repeat < 20; repeat++)
        {
            ParallelFor.Run(
                count,
                threads,
                (start, end) =>
                {
                    Assert.True(end - start >= Math.Min(grain, count));
                    for (int i = start; i < end; i++)
                    {
                        Interlocked.Increment(ref done[i]);
                    }
                },
                grain
            );
        }
        Assert.All(done, times => Assert.Equal(20, times));
    }

    [Fact]
    public void PartsCoverTheRangeInOrderAndDifferByAtMostOne() =>
        PropertyCheck.HoldsForSeeds(seed =>
        {
            (int count, int parts) = ((int)(seed % 1009), (int)(seed % 37) + 1);
            int next = 0;
            bool fair = true;
            for (int part = 0; part < parts; part++)
            {
                (int start, int end) = WorkSplit.Range(count, parts, part);
                fair &= start == next && end - start >= count / parts && end - start <= count / parts + 1;
                next = end;
            }
            return fair && next == count;
        });

    [Fact]
    public void LoopsInLoopsEnd()
    {
        var sums = new int[8];
        ParallelFor.Each(8, 4, i => ParallelFor.Run(100, 4, (start, end) => Interlocked.Add(ref sums[i], end - start)));
        Assert.All(sums, sum => Assert.Equal(100, sum));
    }

    [Fact]
    public void ManyCallersShareTheHelpers()
    {
        var sums = new long[6];
        Thread[] callers =
        [
            .. Enumerable
                .Range(0, 6)
                .Select(c => new Thread(() =>
                {
                    for (int repeat = 0; repeat < 200; repeat++)
                    {
                        ParallelFor.Run(64, 4, (start, end) => Interlocked.Add(ref sums[c], end - start));
                    }
                })),
        ];
        Array.ForEach(callers, caller => caller.Start());
        Array.ForEach(callers, caller => caller.Join());
        Assert.All(sums, sum => Assert.Equal(200 * 64, sum));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    public void TheLowestFailureIsSeenForAnyThreadCount(int threads)
    {
        for (int repeat = 0; repeat < 50; repeat++)
        {
            var error = Assert.Throws<InvalidOperationException>(() =>
                ParallelFor.Each(
                    100,
                    threads,
                    i =>
                    {
                        if (i % 10 == 7)
                        {
                            throw new InvalidOperationException($"{i}");
                        }
                    }
                )
            );
            Assert.Equal("7", error.Message);
        }
    }

    [Fact]
    public void TheHelpersWorkOnAfterAFailure()
    {
        Assert.Throws<InvalidOperationException>(() =>
            ParallelFor.Each(10, 3, _ => throw new InvalidOperationException())
        );
        int done = 0;
        ParallelFor.Each(10, 3, _ => Interlocked.Increment(ref done));
        Assert.Equal(10, done);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void CancellingStopsTheLoop(int threads)
    {
        using var source = new CancellationTokenSource();
        int done = 0;
        Assert.Throws<OperationCanceledException>(() =>
            ParallelFor.Each(
                1000,
                threads,
                _ =>
                {
                    if (Interlocked.Increment(ref done) == 5)
                    {
                        source.Cancel();
                    }
                },
                source.Token
            )
        );
        Assert.InRange(done, 5, 5 + threads);
    }

    [Fact]
    public void SumsOverFixedPartsHaveTheSameBitsForAnyThreadCount()
    {
        double Sum(int threads)
        {
            var parts = new double[13];
            ParallelFor.Each(
                parts.Length,
                threads,
                part =>
                {
                    (int start, int end) = WorkSplit.Range(1000, parts.Length, part);
                    for (int i = start; i < end; i++)
                    {
                        parts[part] += 1.0 / (i + 1);
                    }
                }
            );
            return parts.Sum();
        }
        Assert.Equal(Sum(1), Sum(2));
        Assert.Equal(Sum(1), Sum(5));
    }

    [Fact]
    public void WrongArgumentsAreErrors()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => ParallelFor.Run(-1, 1, (_, _) => { }));
        Assert.Throws<ArgumentOutOfRangeException>(() => ParallelFor.Run(1, 0, (_, _) => { }));
        Assert.Throws<ArgumentOutOfRangeException>(() => ParallelFor.Run(1, 1, (_, _) => { }, 0));
        Assert.Throws<ArgumentNullException>(() => ParallelFor.Run(1, 1, null!));
        Assert.Throws<ArgumentOutOfRangeException>(() => WorkSplit.Range(3, 2, 2));
    }
}
