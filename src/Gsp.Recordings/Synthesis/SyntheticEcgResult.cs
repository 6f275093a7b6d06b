namespace Gsp.Recordings;

/// <summary>A synthetic ECG and what is true of it.</summary>
public sealed record SyntheticEcgResult
{
    /// <summary>The twelve leads, in mV.</summary>
    public required Recording Recording { get; init; }

    /// <summary>
    /// The waves of each beat whose R lies inside, the same for all leads: R is where the phase is zero; a wave's peak is the sample nearest its Gaussian's centre and it
    /// reaches 2.5 widths to either side (QRS: from the first 2.5 widths before Q to the last after S). Boundaries may lie outside the recording.
    /// </summary>
    public required IReadOnlyList<BeatWaves> Beats { get; init; }

    /// <summary>Whether each beat is ectopic.</summary>
    public required IReadOnlyList<bool> IsEctopic { get; init; }

    /// <summary>The R samples.</summary>
    public int[] RSamples => [.. Beats.Select(beat => beat.R)];

    /// <inheritdoc/>
    public override string ToString() => $"{Recording.Name}, {Beats.Count} beats, {IsEctopic.Count(e => e)} ectopic";
}
