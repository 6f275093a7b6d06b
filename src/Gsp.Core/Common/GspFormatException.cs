namespace Gsp;

/// <summary>A file or stream does not hold what its format promises: damaged, truncated or foreign.</summary>
/// <remarks>The only exception a reader lets out, whatever the bytes. It names where and what, so that a person can open the file at that place.</remarks>
public sealed class GspFormatException : Exception
{
    /// <summary>Creates the error for one place of one file.</summary>
    /// <param name="path">The file's path, or a name such as <c>standard input</c>.</param>
    /// <param name="byteOffset">Offset in bytes from the start of the file at which the trouble was seen; -1 where it has no place.</param>
    /// <param name="field">The field, column or header entry concerned.</param>
    /// <param name="reason">What was found and what was expected.</param>
    /// <param name="inner">The lower-level error, if any.</param>
    public GspFormatException(string path, long byteOffset, string field, string reason, Exception? inner = null)
        : base(
            byteOffset < 0
                ? $"{path}: {field}: {reason}"
                : FormattableString.Invariant($"{path}: byte {byteOffset}: {field}: {reason}"),
            inner
        )
    {
        Path = path;
        ByteOffset = byteOffset;
        Field = field;
        Reason = reason;
    }

    /// <summary>The file's path.</summary>
    public string Path { get; }

    /// <summary>Offset in bytes from the start of the file; -1 where there is none.</summary>
    public long ByteOffset { get; }

    /// <summary>The field, column or header entry concerned.</summary>
    public string Field { get; }

    /// <summary>What was found and what was expected.</summary>
    public string Reason { get; }
}
