using System.Runtime.ExceptionServices;

namespace Gsp.Numerics;

/// <summary>Work that several threads do together; each calls <see cref="Work"/> once.</summary>
internal abstract class SharedJob
{
    /// <summary>Takes chunks until none is left. Never throws.</summary>
    public abstract void Work();
}

/// <summary>One parallel loop: its chunks are handed out in order by a counter.</summary>
/// <remarks>Objects are reused, one kept per thread and body type, so that a loop allocates nothing.</remarks>
internal sealed class LoopJob<TBody> : SharedJob
    where TBody : struct, IRangeBody
{
    [ThreadStatic]
    private static LoopJob<TBody>? spare;

    private readonly Lock failureLock = new();
    private TBody body;
    private CancellationToken cancel;
    private int count;
    private int chunks;
    private int next;
    private int failedChunk;
    private ExceptionDispatchInfo? failure;

    public static LoopJob<TBody> Rent()
    {
        LoopJob<TBody> job = spare ?? new();
        spare = null;
        return job;
    }

    public void Begin(int count, int chunks, TBody body, CancellationToken cancel)
    {
        this.count = count;
        this.chunks = chunks;
        this.body = body;
        this.cancel = cancel;
        failedChunk = int.MaxValue;
        failure = null;
        Volatile.Write(ref next, 0);
    }

    /// <summary>Called once every thread has left <see cref="Work"/>: throws what the lowest failing chunk threw.</summary>
    public void EndAndReturn()
    {
        ExceptionDispatchInfo? thrown = failure;
        body = default;
        cancel = default;
        failure = null;
        spare = this;
        thrown?.Throw();
    }

    public override void Work()
    {
        while (true)
        {
            int chunk = Interlocked.Increment(ref next) - 1;
            if (chunk >= chunks)
            {
                return;
            }
            try
            {
                cancel.ThrowIfCancellationRequested();
                (int start, int end) = WorkSplit.Range(count, chunks, chunk);
                body.Run(start, end);
            }
            catch (Exception exception)
            {
                Fail(chunk, exception);
            }
        }
    }

    /// <summary>Chunks are handed out in order, so every chunk below a failing one still ends and the lowest failure is always seen.</summary>
    private void Fail(int chunk, Exception exception)
    {
        lock (failureLock)
        {
            if (chunk < failedChunk)
            {
                failedChunk = chunk;
                failure = ExceptionDispatchInfo.Capture(exception);
            }
        }
        Interlocked.Exchange(ref next, chunks); // hand out no more
    }
}
