namespace Gsp.Numerics;

/// <summary>The process's helper threads: made when first wanted, lent to one loop at a time.</summary>
internal static class HelperThreads
{
    /// <summary>More helpers than this serve nobody; it only bounds a mistaken thread count.</summary>
    private const int Most = 1023;

    private static readonly Lock Gate = new();
    private static readonly Stack<HelperThread> Idle = new();
    private static int made;

    /// <summary>Works on a job with the caller and up to <paramref name="helpers"/> idle helpers; returns when all have left it.</summary>
    public static void Share(SharedJob job, int helpers)
    {
        HelperThread? lent = null;
        for (int i = 0; i < helpers; i++)
        {
            HelperThread? helper = Take();
            if (helper is null)
            {
                break;
            }
            helper.NextLent = lent;
            lent = helper;
            helper.Start(job);
        }
        job.Work();
        while (lent is not null)
        {
            HelperThread helper = lent;
            lent = helper.NextLent;
            helper.NextLent = null;
            // A helper that has not woken up yet is not waited for: nothing is left to do.
            helper.RevokeOrWait();
            lock (Gate)
            {
                Idle.Push(helper);
            }
        }
    }

    private static HelperThread? Take()
    {
        lock (Gate)
        {
            if (Idle.TryPop(out HelperThread? helper))
            {
                return helper;
            }
            return made >= Most ? null : new HelperThread(++made);
        }
    }
}
