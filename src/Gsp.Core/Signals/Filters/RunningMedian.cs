namespace Gsp.Signals;

/// <summary>The median of the last samples of a stream.</summary>
/// <remarks>
/// The lower half of the window's values lies in one heap and the upper half in another, so the median is on top. A new sample takes the slot of the
/// oldest: O(log window) a sample, memory 40 bytes a slot. NaN marks a missing sample: it takes its slot and leaves the median to the others. Not
/// thread-safe: one a stream. Astola and Campbell, IEEE Trans. ASSP 37 (1989).
/// </remarks>
public sealed class RunningMedian
{
    private readonly double[] values;
    private readonly bool[] isLow;
    private readonly SlotHeap low; // keys negated: the greatest of the lower half on top
    private readonly SlotHeap high;
    private int next;

    /// <summary>An empty window.</summary>
    /// <param name="window">Number of samples looked at, at least 1.</param>
    /// <exception cref="ArgumentException">The window is out of range.</exception>
    public RunningMedian(int window)
    {
        Require.InRange(window, 1, 1 << 26);
        values = new double[window];
        isLow = new bool[window];
        var places = new int[window];
        low = new SlotHeap(window, places);
        high = new SlotHeap(window, places);
        Reset();
    }

    /// <summary>Number of samples looked at.</summary>
    public int Window => values.Length;

    /// <summary>Number of samples in the window that are present.</summary>
    public int Present => low.Count + high.Count;

    /// <summary>The median of the window's samples present, the mean of the middle two for an even number; NaN where none is present.</summary>
    public double Median =>
        low.Count == 0 ? double.NaN
        : low.Count > high.Count ? -low.TopKey
        : 0.5 * -low.TopKey + 0.5 * high.TopKey;

    /// <summary>Takes the next sample; the oldest leaves the window.</summary>
    /// <param name="sample">The sample; NaN for a missing one.</param>
    /// <returns>The median of the window.</returns>
    public double Push(double sample)
    {
        int slot = next;
        next = next + 1 == values.Length ? 0 : next + 1;
        bool had = !double.IsNaN(values[slot]);
        bool has = !double.IsNaN(sample);
        values[slot] = sample;
        if (had && has)
        {
            Replace(slot);
        }
        else if (had)
        {
            (isLow[slot] ? low : high).Remove(slot);
            Balance();
        }
        else if (has)
        {
            Add(slot, low.Count == 0 || sample <= -low.TopKey);
            Balance();
        }
        return Median;
    }

    /// <summary>Empties the window.</summary>
    public void Reset()
    {
        Array.Fill(values, double.NaN);
        low.Clear();
        high.Clear();
        next = 0;
    }

    private void Replace(int slot)
    {
        if (isLow[slot])
        {
            low.Change(slot, -values[slot]);
        }
        else
        {
            high.Change(slot, values[slot]);
        }
        if (high.Count > 0 && -low.TopKey > high.TopKey)
        {
            (int down, int up) = (high.Top, low.Top);
            low.ReplaceTop(down, -values[down]);
            high.ReplaceTop(up, values[up]);
            (isLow[down], isLow[up]) = (true, false);
        }
    }

    private void Add(int slot, bool toLow)
    {
        isLow[slot] = toLow;
        if (toLow)
        {
            low.Add(slot, -values[slot]);
        }
        else
        {
            high.Add(slot, values[slot]);
        }
    }

    /// <summary>The lower half has as many values as the upper or one more.</summary>
    private void Balance()
    {
        if (low.Count > high.Count + 1)
        {
            int slot = low.Top;
            low.Remove(slot);
            Add(slot, false);
        }
        else if (high.Count > low.Count)
        {
            int slot = high.Top;
            high.Remove(slot);
            Add(slot, true);
        }
    }
}
