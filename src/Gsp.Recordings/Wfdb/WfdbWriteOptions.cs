namespace Gsp.Recordings;

/// <summary>How to write a WFDB record.</summary>
public sealed record WfdbWriteOptions
{
    /// <summary>Storage format: 16, 24, 32, 80 or 212.</summary>
    public int Format { get; init; } = 16;

    /// <summary>Whether a channel whose gain is known is scaled anew to use the format's range; the others always are.</summary>
    public bool Rescale { get; init; }

    /// <summary>Extension of the annotation file, which is written where there are marks.</summary>
    public string AnnotationExtension { get; init; } = "atr";

    internal WfdbWriteOptions Validate()
    {
        Require.That(
            WfdbFormat.Writable.Contains(Format),
            FormattableString.Invariant(
                $"format {Format} is not written; {string.Join(", ", WfdbFormat.Writable)} are"
            ),
            nameof(Format)
        );
        ArgumentException.ThrowIfNullOrWhiteSpace(AnnotationExtension);
        Require.That(
            AnnotationExtension.All(char.IsAsciiLetterOrDigit) && AnnotationExtension is not ("hea" or "dat"),
            $"'{AnnotationExtension}' is no extension of an annotation file; letters and digits, neither hea nor dat",
            nameof(AnnotationExtension)
        );
        return this;
    }
}
