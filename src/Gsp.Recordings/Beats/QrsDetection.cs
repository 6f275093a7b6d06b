namespace Gsp.Recordings;

/// <summary>The beats of one recording.</summary>
public sealed record QrsDetection
{
    /// <summary>The beats by time.</summary>
    public required IReadOnlyList<Beat> Beats { get; init; }

    /// <summary>Samples a second, in Hz.</summary>
    public required double Rate { get; init; }

    /// <summary>The detector.</summary>
    public required QrsMethod Method { get; init; }

    /// <summary>The R samples, increasing.</summary>
    public int[] Samples => [.. Beats.Select(beat => checked((int)beat.Sample))];

    /// <summary>Seconds between successive beats: one fewer than beats.</summary>
    public double[] Intervals => [.. Beats.Zip(Beats.Skip(1), (a, b) => (b.Sample - a.Sample) / Rate)];

    /// <inheritdoc/>
    public override string ToString()
    {
        double[] intervals = Intervals;
        Array.Sort(intervals);
        string heart =
            intervals.Length > 0
                ? FormattableString.Invariant($", median RR {intervals[intervals.Length / 2]:f3} s")
                : "";
        return FormattableString.Invariant($"{Beats.Count} beats by {Method} at {Rate:g6} Hz{heart}");
    }
}
