namespace Gsp.Recordings;

/// <summary>The last values of a series, read by their absolute index.</summary>
internal sealed class History(int capacity)
{
    private readonly double[] ring = new double[capacity];

    /// <summary>Number of values so far.</summary>
    public long Count { get; private set; }

    /// <summary>The earliest index still kept.</summary>
    public long First => Math.Max(0, Count - ring.Length);

    /// <summary>A value; indices before <see cref="First"/> read as the value there, those not yet written as the last one.</summary>
    public double this[long index] => ring[Math.Clamp(index, First, Math.Max(0, Count - 1)) % ring.Length];

    /// <summary>Appends a value.</summary>
    public void Add(double value) => ring[Count++ % ring.Length] = value;

    /// <summary>The largest value in [from, to].</summary>
    public double Max(long from, long to) => this[ArgMax(from, to)];

    /// <summary>The first index of the largest value in [from, to].</summary>
    public long ArgMax(long from, long to)
    {
        from = Math.Max(from, First);
        long best = from;
        for (long t = from + 1; t <= Math.Min(to, Count - 1); t++)
        {
            if (this[t] > this[best])
            {
                best = t;
            }
        }
        return best;
    }
}
