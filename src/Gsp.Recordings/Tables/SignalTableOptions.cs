using Gsp.Files;

namespace Gsp.Recordings;

/// <summary>Whether the row after the header of a table of signals names the units.</summary>
public enum UnitRow
{
    /// <summary>A row after the header in which no cell is a number and some cell is a text names the units.</summary>
    Auto,

    /// <summary>The row after the header names the units, whatever it looks like.</summary>
    Present,

    /// <summary>There is none.</summary>
    Absent,
}

/// <summary>How a table of signals is read: a text table with one column a channel, or a NumPy array.</summary>
public sealed record SignalTableOptions
{
    /// <summary>Samples a second, in Hz; null where <see cref="TimeColumn"/> says it. One of the two is needed: a table has no rate of its
    /// own.</summary>
    public double? Rate { get; init; }

    /// <summary>The column that holds the time of each row, evenly spaced, in seconds or in the unit (<c>s</c>, <c>ms</c>, <c>us</c>) that the
    /// table names; it becomes the rate and no channel. Text tables only.</summary>
    public string? TimeColumn { get; init; }

    /// <summary>Whether the first row names the channels; by itself a row in which some cell is no number does. Text tables only.</summary>
    public CsvHeader Header { get; init; }

    /// <summary>Whether a row of units follows the header. Text tables only.</summary>
    public UnitRow UnitRow { get; init; }

    /// <summary>The unit of channels for which the table names none.</summary>
    public string Unit { get; init; } = "";

    /// <summary>The channels to read, in the order wanted; null reads all. Other columns may hold anything.</summary>
    public IReadOnlyList<string>? Channels { get; init; }

    /// <summary>The names of all channels in the file's order, for a table without header or an array; null takes the header's, or
    /// <c>x1, x2, ...</c>.</summary>
    public IReadOnlyList<string>? Names { get; init; }

    /// <summary>The character between cells; null finds it. Text tables only.</summary>
    public char? Separator { get; init; }

    /// <summary>Cell texts that mean "missing", compared without case. Text tables only.</summary>
    public IReadOnlyList<string> MissingMarkers { get; init; } = new CsvOptions().MissingMarkers;

    /// <summary>The axis along which time runs: 0 for [time, channel], 1 for [channel, time]. Arrays only.</summary>
    public int TimeAxis { get; init; }

    internal void Validate()
    {
        Require.That(
            Rate is null != TimeColumn is null,
            Rate is null
                ? "neither Rate nor TimeColumn is set; a table has no rate of its own, so say how many samples a second it holds"
                : "Rate and TimeColumn are both set; one of them gives the rate",
            nameof(Rate)
        );
        if (Rate is double rate)
        {
            Require.Positive(rate, "samples a second", nameof(Rate));
        }
        Require.InRange(TimeAxis, 0, 1, "an array of signals has two axes", nameof(TimeAxis));
        Require.That(
            Channels is null || Channels.Count > 0,
            "Channels is empty; leave it out to read all",
            nameof(Channels)
        );
        ArgumentNullException.ThrowIfNull(Unit);
        ArgumentNullException.ThrowIfNull(MissingMarkers);
        new CsvOptions { Separator = Separator }.Validate();
    }
}
