namespace Gsp.Recordings;

/// <summary>What to read of an EDF file, and what to put up with.</summary>
public sealed record EdfReadOptions
{
    /// <summary>The signals to read, by label; null reads all.</summary>
    public IReadOnlyList<string>? Channels { get; init; }

    /// <summary>Whether a file that ends too early is read as far as it goes, in whole data records, with a notice; else it is an
    /// error.</summary>
    public bool AcceptTruncated { get; init; }

    /// <summary>Whether a start that is no date is taken as unknown; else it is an error.</summary>
    public bool AcceptOddDate { get; init; }

    /// <summary>The most missing samples, all channels together, that the gaps of a discontinuous file (EDF+D) may be filled with.</summary>
    public long MaximumMissingSamples { get; init; } = 1L << 26;

    /// <summary>The most annotations to read: each costs far more memory than its few bytes in the file.</summary>
    public int MaximumAnnotations { get; init; } = 1 << 20;

    internal void Validate()
    {
        Require.NotNegative(MaximumAnnotations, "annotations to read", nameof(MaximumAnnotations));
        Require.NotNegative(MaximumMissingSamples, "samples that fill gaps", nameof(MaximumMissingSamples));
        Require.That(
            Channels is null || Channels.Count > 0,
            "Channels is empty; leave it out to read every signal",
            nameof(Channels)
        );
    }
}
