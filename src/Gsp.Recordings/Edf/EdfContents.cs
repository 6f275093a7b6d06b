namespace Gsp.Recordings;

/// <summary>An annotation of an EDF+ file, with the times that the file states.</summary>
/// <param name="Onset">Seconds after the first sample.</param>
/// <param name="Duration">Seconds that it lasts; null where the file says none.</param>
/// <param name="Text">What it says.</param>
public readonly record struct EdfAnnotation(double Onset, double? Duration, string Text);

/// <summary>All that an EDF file holds.</summary>
public sealed record EdfContents
{
    /// <summary>The header.</summary>
    public required EdfHeader Header { get; init; }

    /// <summary>The signals; gaps are NaN.</summary>
    public required Recording Recording { get; init; }

    /// <summary>The annotations with their times, by onset.</summary>
    public required IReadOnlyList<EdfAnnotation> Annotations { get; init; }

    /// <summary>What a person may want to know, such as an incomplete last record.</summary>
    public required IReadOnlyList<string> Notices { get; init; }

    /// <inheritdoc/>
    public override string ToString() => $"{Header}; {Recording}";
}
