namespace Gsp.Recordings;

/// <summary>An ordinary record as a part of what is read.</summary>
/// <param name="File">Its header's file name.</param>
/// <param name="Header">Its header.</param>
/// <param name="Start">Its first frame's number in the whole record.</param>
/// <param name="Places">[signal]: the signal's place in the whole record; -1 where that does not have it.</param>
internal sealed record RecordPart(string File, WfdbHeader Header, long Start, int[] Places) : IDisposable
{
    /// <summary>Its files, while they are open.</summary>
    public SegmentReader? Reader { get; set; }

    /// <inheritdoc/>
    public void Dispose()
    {
        Reader?.Dispose();
        Reader = null;
    }
}
