namespace Gsp.Recordings;

/// <summary>What to read of a MAT-file, and how much of it.</summary>
public sealed record MatReadOptions
{
    /// <summary>The most bytes that all compressed variables together may hold after decompression.</summary>
    public long MaximumDecompressedBytes { get; init; } = 1L << 32;

    /// <summary>The variables to read; null reads all.</summary>
    public IReadOnlyList<string>? Variables { get; init; }

    internal void Validate()
    {
        Require.Positive(MaximumDecompressedBytes, "bytes after decompression", nameof(MaximumDecompressedBytes));
        Require.That(
            Variables is null || Variables.Count > 0,
            "Variables is empty; leave it out to read every variable",
            nameof(Variables)
        );
    }
}
