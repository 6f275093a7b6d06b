namespace Gsp.Recordings;

/// <summary>An ordinary record as a part of what is read.</summary>
/// <param name="File">Its header's file name.</param>
/// <param name="Header">Its header.</param>
/// <param name="Start">Its first frame's number in the whole record.</param>
/// <param name="Places">[signal]: the signal's place in the whole record; -1 where that does not have it.</param>
internal sealed record RecordPart(string File, WfdbHeader Header, long Start, int[] Places) : IDisposable
{
    private readonly int[] signalAt = Inverse(Places);

    /// <summary>The signal at a place of the whole record, as this part stores it; null where it does not.</summary>
    /// <param name="place">The place.</param>
    public WfdbSignal? SignalAt(int place) =>
        place < signalAt.Length && signalAt[place] >= 0 ? Header.Signals[signalAt[place]] : null;

    /// <summary>Its files, while they are open.</summary>
    public SegmentReader? Reader { get; set; }

    /// <inheritdoc/>
    public void Dispose()
    {
        Reader?.Dispose();
        Reader = null;
    }

    private static int[] Inverse(int[] places)
    {
        var inverse = new int[places.Length == 0 ? 0 : places.Max() + 1];
        Array.Fill(inverse, -1);
        for (int s = 0; s < places.Length; s++)
        {
            if (places[s] >= 0)
            {
                inverse[places[s]] = s;
            }
        }
        return inverse;
    }
}
