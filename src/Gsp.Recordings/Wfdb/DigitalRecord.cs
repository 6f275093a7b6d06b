namespace Gsp.Recordings;

/// <summary>A WFDB record's digital samples, as its converter gave them.</summary>
/// <remarks>Holds arrays, so two records compare by reference. A missing sample has the value <see cref="WfdbSignal.InvalidSample"/> of its signal.</remarks>
public sealed record DigitalRecord
{
    /// <summary>The header of what was read: the chosen signals only, without segments, with the length that was read.</summary>
    public required WfdbHeader Header { get; init; }

    /// <summary>[signal][sample], in the order of the header's signals; each at its own number of samples a frame.</summary>
    public required int[][] Samples { get; init; }

    /// <summary>Marks on the frames, by time, counted from the first frame that was read.</summary>
    public IReadOnlyList<Annotation> Annotations { get; init; } = [];

    /// <summary>The recording in physical units: (digital - baseline) / gain, NaN for missing samples.</summary>
    public Recording ToRecording()
    {
        var channels = new double[Samples.Length][];
        for (int s = 0; s < Samples.Length; s++)
        {
            channels[s] = new double[Samples[s].Length];
            PhysicalValues.Convert(Header.Signals[s], Samples[s], channels[s]);
        }
        return PhysicalValues.Recording(Header, channels, Annotations);
    }

    /// <inheritdoc/>
    public override string ToString() => $"digital samples of {Header}";
}
