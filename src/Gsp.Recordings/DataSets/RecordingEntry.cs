namespace Gsp.Recordings;

/// <summary>A subject's sex as a data set gives it.</summary>
public enum Sex
{
    /// <summary>Not given.</summary>
    Unknown,

    /// <summary>Male.</summary>
    Male,

    /// <summary>Female.</summary>
    Female,
}

/// <summary>One recording of a data set: what is known about it, and its samples on demand.</summary>
/// <remarks>Holds no samples, so that a set of many thousand recordings is a list in memory.</remarks>
public abstract record RecordingEntry
{
    /// <summary>The recording's name, unique in its set.</summary>
    public required string Id { get; init; }

    /// <summary>The patient's name; recordings of one patient share it. The recording's own name where the set names no patients.</summary>
    public required string Patient { get; init; }

    /// <summary>The labels, such as <c>NORM</c> or <c>AF</c>; which ones is the set's or its options' choice.</summary>
    public IReadOnlySet<string> Labels { get; init; } = new SortedSet<string>(StringComparer.Ordinal);

    /// <summary>Free text written about the recording; empty for none.</summary>
    public string Report { get; init; } = "";

    /// <summary>Age in years; null where not given.</summary>
    public double? Age { get; init; }

    /// <summary>Sex.</summary>
    public Sex Sex { get; init; }

    /// <summary>When it was recorded; null where not given.</summary>
    public DateTime? Time { get; init; }

    /// <summary>The set's own fold, from 1; null where it has none.</summary>
    public int? Fold { get; init; }

    /// <summary>Reads the samples.</summary>
    /// <returns>The recording. It is read anew with every call.</returns>
    /// <exception cref="GspFormatException">A damaged or foreign file.</exception>
    /// <exception cref="IOException">An absent file.</exception>
    public abstract Recording Load();

    /// <inheritdoc/>
    public sealed override string ToString() =>
        $"{Id} (patient {Patient}): {(Labels.Count == 0 ? "no label" : string.Join(", ", Labels))}";
}
