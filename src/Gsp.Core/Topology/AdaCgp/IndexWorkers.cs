namespace Gsp.Topology;

/// <summary>Runs a loop over row ranges on a few threads without allocating.</summary>
/// <remarks>Ranges are claimed one after the other by whoever is free, which is safe for the bits because every row's result depends on
/// nothing but its index; the caller works too and returns when all ranges are done. One instance serves one caller at a time.</remarks>
internal sealed class IndexWorkers
{
    private readonly Helper[] helpers;
    private Action<int, int, int>? body;
    private int rows;
    private int chunk;
    private int next;
    private int running;

    /// <summary>Creates the crew.</summary>
    /// <param name="threads">Number of threads in all, the caller included.</param>
    public IndexWorkers(int threads)
    {
        Threads = threads;
        helpers = new Helper[threads - 1];
        for (int k = 0; k < helpers.Length; k++)
        {
            helpers[k] = new Helper(this, k + 1);
        }
    }

    /// <summary>Number of threads in all, the caller included.</summary>
    public int Threads { get; }

    /// <summary>Calls <paramref name="work"/>(first, end, worker) for ranges that cover 0 .. count - 1.</summary>
    /// <param name="count">Number of rows.</param>
    /// <param name="minimum">Fewest rows worth giving to a thread; with fewer than two such parts the caller does all.</param>
    /// <param name="work">The body; kept by the caller, so that a call allocates nothing. Its third argument numbers the thread.</param>
    public void Run(int count, int minimum, Action<int, int, int> work)
    {
        if (helpers.Length == 0 || count < 2 * minimum)
        {
            work(0, count, 0);
            return;
        }
        body = work;
        rows = count;
        // Even ranges: the rank update takes its rows in pairs.
        chunk = Math.Max(minimum, (count + 4 * Threads - 1) / (4 * Threads) + 1 & ~1);
        Volatile.Write(ref next, 0);
        Volatile.Write(ref running, helpers.Length);
        foreach (Helper helper in helpers)
        {
            ThreadPool.UnsafeQueueUserWorkItem(helper, preferLocal: false);
        }
        Claim(0);
        SpinWait wait = default;
        while (Volatile.Read(ref running) != 0)
        {
            wait.SpinOnce(sleep1Threshold: -1);
        }
        body = null;
    }

    private void Claim(int worker)
    {
        while (true)
        {
            int first = Interlocked.Add(ref next, chunk) - chunk;
            if (first >= rows)
            {
                return;
            }
            body!(first, Math.Min(rows, first + chunk), worker);
        }
    }

    private sealed class Helper(IndexWorkers crew, int worker) : IThreadPoolWorkItem
    {
        public void Execute()
        {
            crew.Claim(worker);
            Interlocked.Decrement(ref crew.running);
        }
    }
}
