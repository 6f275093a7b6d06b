namespace Gsp.Numerics;

/// <summary>Loops whose indices are shared out among threads, with low overhead.</summary>
/// <remarks>
/// The range is cut into chunks by index; the caller and idle helper threads take the chunks in order. A body that writes only what
/// belongs to its indices, and reads nothing that another index writes, gives the same result for any number of threads; for sums see
/// <see cref="WorkSplit"/>. Helper threads are kept, wait briefly awake (a loop that follows soon starts within microseconds) and then
/// sleep. A loop inside a loop runs on the helpers that are still free, at worst on its caller alone, so nesting cannot deadlock.
/// Cost: a few microseconds a loop. Thread-safe. The first failing index (the lowest range) decides which exception the caller sees.
/// </remarks>
public static class ParallelFor
{
    /// <summary>Chunks per thread: some slack, so that a thread that is interrupted does not hold up the others.</summary>
    private const int ChunksPerThread = 4;

    /// <summary>Runs a body over [0, count).</summary>
    /// <param name="count">Number of indices.</param>
    /// <param name="threads">The most threads to use, the caller's among them; 1 runs everything on the caller.</param>
    /// <param name="body">Receives the first index of a range and the one past its last.</param>
    /// <param name="grain">The least indices of a range: large enough that a range takes some microseconds.</param>
    /// <param name="cancel">Looked at before every range.</param>
    /// <exception cref="ArgumentOutOfRangeException">A negative count, or threads or grain below 1.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled; ranges that had started were finished.</exception>
    public static void Run(
        int count,
        int threads,
        Action<int, int> body,
        int grain = 1,
        CancellationToken cancel = default
    )
    {
        ArgumentNullException.ThrowIfNull(body);
        Run(count, threads, new DelegateBody(body), grain, cancel);
    }

    /// <summary>Runs a body for every index of [0, count), for work of milliseconds or more per index.</summary>
    /// <param name="count">Number of indices.</param>
    /// <param name="threads">The most threads to use, the caller's among them.</param>
    /// <param name="body">Receives an index.</param>
    /// <param name="cancel">Looked at before every index.</param>
    /// <exception cref="ArgumentOutOfRangeException">A negative count, or threads below 1.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled; indices that had started were finished.</exception>
    public static void Each(int count, int threads, Action<int> body, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(body);
        RunChunks(Require.NotNegative(count), count, Require.Positive(threads), new IndexBody(body), cancel);
    }

    /// <summary>Runs a body over [0, count) without allocating, once a few loops of the same kind have run.</summary>
    /// <typeparam name="TBody">The body's type; it is copied, so its results go where its references or pointers lead.</typeparam>
    /// <param name="count">Number of indices.</param>
    /// <param name="threads">The most threads to use, the caller's among them.</param>
    /// <param name="body">The work.</param>
    /// <param name="grain">The least indices of a range.</param>
    /// <param name="cancel">Looked at before every range.</param>
    /// <exception cref="ArgumentOutOfRangeException">A negative count, or threads or grain below 1.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled; ranges that had started were finished.</exception>
    public static void Run<TBody>(int count, int threads, TBody body, int grain = 1, CancellationToken cancel = default)
        where TBody : struct, IRangeBody
    {
        Require.NotNegative(count);
        Require.Positive(threads);
        Require.Positive(grain);
        int chunks = (int)Math.Min((long)threads * ChunksPerThread, count / grain);
        RunChunks(count, Math.Max(1, chunks), threads, body, cancel);
    }

    /// <summary>The loop proper, with a given number of chunks.</summary>
    internal static void RunChunks<TBody>(int count, int chunks, int threads, TBody body, CancellationToken cancel)
        where TBody : struct, IRangeBody
    {
        if (count == 0)
        {
            return;
        }
        if (threads == 1 || chunks == 1)
        {
            for (int chunk = 0; chunk < chunks; chunk++)
            {
                cancel.ThrowIfCancellationRequested();
                (int start, int end) = WorkSplit.Range(count, chunks, chunk);
                body.Run(start, end);
            }
            return;
        }
        LoopJob<TBody> job = LoopJob<TBody>.Rent();
        job.Begin(count, chunks, body, cancel);
        HelperThreads.Share(job, Math.Min(threads, chunks) - 1);
        job.EndAndReturn();
    }

    private readonly struct DelegateBody(Action<int, int> body) : IRangeBody
    {
        public void Run(int start, int end) => body(start, end);
    }

    private readonly struct IndexBody(Action<int> body) : IRangeBody
    {
        public void Run(int start, int end)
        {
            for (int i = start; i < end; i++)
            {
                body(i);
            }
        }
    }
}
