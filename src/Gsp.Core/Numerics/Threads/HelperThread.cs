using System.Diagnostics;
using System.Globalization;

namespace Gsp.Numerics;

/// <summary>A background thread that does one job after another for whoever holds it.</summary>
internal sealed class HelperThread
{
    /// <summary>How long a helper stays awake after a job: loops often follow each other, and waking a thread costs tens of microseconds.</summary>
    private static readonly long AwakeTicks = Environment.ProcessorCount > 1 ? Stopwatch.Frequency / 20_000 : 0;

    private readonly AutoResetEvent wake = new(false);
    private readonly ManualResetEventSlim done = new(true, 200);
    private SharedJob? offered;
    private int asleep;

    public HelperThread(int number)
    {
        var thread = new Thread(Loop)
        {
            IsBackground = true,
            Name = string.Create(CultureInfo.InvariantCulture, $"Gsp helper {number}"),
        };
        thread.Start();
    }

    /// <summary>The next helper lent to the same loop; used only by the thread that holds this helper.</summary>
    public HelperThread? NextLent { get; set; }

    public void Start(SharedJob job)
    {
        done.Reset();
        Interlocked.Exchange(ref offered, job);
        if (Interlocked.Exchange(ref asleep, 0) == 1)
        {
            wake.Set();
        }
    }

    /// <summary>Takes the job back where it was not begun; otherwise waits for its end.</summary>
    public void RevokeOrWait()
    {
        if (Interlocked.Exchange(ref offered, null) is null)
        {
            done.Wait();
        }
    }

    private void Loop()
    {
        while (true)
        {
            SharedJob job = Next();
            job.Work();
            done.Set();
        }
    }

    private SharedJob Next()
    {
        while (true)
        {
            long until = Stopwatch.GetTimestamp() + AwakeTicks;
            do
            {
                if (Volatile.Read(ref offered) is not null && Interlocked.Exchange(ref offered, null) is { } job)
                {
                    return job;
                }
                Thread.SpinWait(8);
            } while (Stopwatch.GetTimestamp() < until);
            Interlocked.Exchange(ref asleep, 1);
            // The job may have come between the last look and falling asleep: then whoever clears the flag is the one to act on it.
            if (Volatile.Read(ref offered) is null || Interlocked.Exchange(ref asleep, 0) == 0)
            {
                wake.WaitOne();
            }
        }
    }
}
