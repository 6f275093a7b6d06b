namespace Gsp.Files;

/// <summary>Whether the first row of a text table names its columns.</summary>
public enum CsvHeader
{
    /// <summary>A first row in which some cell is neither a number nor a missing marker is a header.</summary>
    Auto,

    /// <summary>The first row is a header, even where it looks like numbers.</summary>
    Present,

    /// <summary>There is no header.</summary>
    Absent,
}

/// <summary>How a text table is read. Numbers always have a decimal point, whatever the machine's culture.</summary>
public sealed record CsvOptions
{
    /// <summary>The character between cells; a space stands for any run of blanks and tabs; null finds it among tab, <c>;</c>, <c>|</c>,
    /// <c>,</c> and blanks.</summary>
    public char? Separator { get; init; }

    /// <summary>Whether the first row is a header.</summary>
    public CsvHeader Header { get; init; }

    /// <summary>Cell texts that mean "missing", compared without case; an empty text is an empty cell.</summary>
    public IReadOnlyList<string> MissingMarkers { get; init; } = ["", "nan", "na", "null", "?"];

    /// <summary>The columns to read, in the order wanted; null reads all. An entry is a name, or the column's number from 1 where no
    /// column has that name. When every entry starts with <c>!</c>, all columns but those named are read. Other columns may hold
    /// anything, for instance dates.</summary>
    public IReadOnlyList<string>? Columns { get; init; }

    /// <summary>Checks the options.</summary>
    /// <exception cref="ArgumentException">The separator cannot separate numbers, or a list is empty or half negated.</exception>
    internal void Validate()
    {
        if (Separator is char s)
        {
            Require.That(
                s < 128 && !char.IsAsciiLetterOrDigit(s) && !"+-.\"\r\n\0".AsSpan().Contains(s),
                $"Separator is '{s}'; it must be an ASCII character that stands in no number (and is neither a quote nor a line end)",
                nameof(Separator)
            );
        }
        if (Columns is not null)
        {
            Require.That(Columns.Count > 0, "Columns is empty; leave it out to read every column", nameof(Columns));
            int negated = Columns.Count(c => c.StartsWith('!'));
            Require.That(
                negated == 0 || negated == Columns.Count,
                $"Columns mixes wanted and unwanted names ({string.Join(", ", Columns)}); either all or none start with '!'",
                nameof(Columns)
            );
        }
    }
}
