namespace Gsp.Recordings;

/// <summary>The mean of the last eight intervals that were regular: within 92 to 116 % of that mean (Pan and Tompkins 1985, equations 24-28).</summary>
internal sealed class RegularIntervals(double rate)
{
    private readonly Queue<double> all = new();
    private readonly Queue<double> regular = new();

    /// <summary>The mean in samples; one second before the first interval.</summary>
    public double Mean { get; private set; } = rate;

    /// <summary>Whether each of the last eight intervals was regular.</summary>
    public bool IsRegular { get; private set; } = true;

    /// <summary>Adds an interval in samples.</summary>
    public void Add(double interval)
    {
        Put(all, interval);
        if (regular.Count == 0 || (interval >= 0.92 * Mean && interval <= 1.16 * Mean))
        {
            Put(regular, interval);
        }
        IsRegular = all.All(rr => rr >= 0.92 * Mean && rr <= 1.16 * Mean);
        // Eight intervals none of which fits the old mean are a new rhythm.
        Mean = (regular.Count > 0 && all.Any(rr => rr >= 0.92 * Mean && rr <= 1.16 * Mean) ? regular : all).Average();
    }

    private static void Put(Queue<double> queue, double value)
    {
        queue.Enqueue(value);
        if (queue.Count > 8)
        {
            queue.Dequeue();
        }
    }
}
