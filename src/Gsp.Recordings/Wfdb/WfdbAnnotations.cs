namespace Gsp.Recordings;

/// <summary>What an annotation file holds.</summary>
public sealed record WfdbAnnotations
{
    /// <summary>The marks in the file's order.</summary>
    public required IReadOnlyList<Annotation> Marks { get; init; }

    /// <summary>Samples a second by which the marks are counted, in Hz; null where the file does not say, which means the record's frames.</summary>
    public double? Rate { get; init; }

    /// <summary>Meanings of the symbols that the file defines itself.</summary>
    public IReadOnlyDictionary<string, string> Definitions { get; init; } = new Dictionary<string, string>();

    /// <summary>The marks counted at another rate, to the nearest sample.</summary>
    /// <param name="rate">In Hz.</param>
    public IReadOnlyList<Annotation> AtRate(double rate)
    {
        Require.Positive(rate);
        return Rate is double own && own != rate
            ? [.. Marks.Select(mark => mark with { Sample = (long)Math.Round(mark.Sample * (rate / own)) })]
            : Marks;
    }

    /// <inheritdoc/>
    public override string ToString() =>
        FormattableString.Invariant($"{Marks.Count} marks{(Rate is double rate ? $", counted at {rate:g6} Hz" : "")}");
}
