using System.Numerics;
using Gsp.Numerics;

namespace Gsp.Topology;

/// <summary>Runs a loop over rows on a few threads, giving each range a workspace of its own, without allocating.</summary>
/// <remarks>A row's result depends on nothing but its index, so neither the number of threads nor the workspace changes a bit.
/// One instance serves one caller at a time.</remarks>
/// <param name="threads">Number of threads in all, the caller included; at most 64.</param>
internal sealed class IndexWorkers(int threads)
{
    private ulong free = threads == 64 ? ulong.MaxValue : (1UL << threads) - 1;

    /// <summary>Number of threads in all, the caller included.</summary>
    public int Threads { get; } = threads;

    /// <summary>Calls <paramref name="work"/>(first, end, worker) for ranges that cover 0 .. count - 1.</summary>
    /// <param name="count">Number of rows.</param>
    /// <param name="minimum">Fewest rows worth giving to a thread.</param>
    /// <param name="work">The body; kept by the caller, so that a call allocates nothing. Its third argument numbers the workspace.</param>
    public void Run(int count, int minimum, Action<int, int, int> work)
    {
        if (Threads == 1 || count < 2 * minimum)
        {
            work(0, count, 0);
            return;
        }
        ParallelFor.Run(count, Threads, new Body(this, work), minimum);
    }

    private int Claim()
    {
        while (true)
        {
            ulong seen = Volatile.Read(ref free);
            int worker = BitOperations.TrailingZeroCount(seen);
            // No more ranges run at once than there are threads, so a workspace is always free.
            if (worker < 64 && Interlocked.CompareExchange(ref free, seen & ~(1UL << worker), seen) == seen)
            {
                return worker;
            }
        }
    }

    private void Release(int worker) => Interlocked.Or(ref free, 1UL << worker);

    private readonly struct Body(IndexWorkers crew, Action<int, int, int> work) : IRangeBody
    {
        public void Run(int start, int end)
        {
            int worker = crew.Claim();
            work(start, end, worker);
            crew.Release(worker);
        }
    }
}
