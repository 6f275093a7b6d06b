namespace Gsp.Recordings;

/// <summary>One segment line of a WFDB header of several segments.</summary>
/// <param name="Name">The record that holds the segment; <c>~</c> where nothing was recorded.</param>
/// <param name="Length">Frames of the segment; 0 for the layout, which only names the signals.</param>
public sealed record WfdbSegment(string Name, long Length)
{
    /// <summary>True where nothing was recorded.</summary>
    public bool IsNull => Name == "~";
}
