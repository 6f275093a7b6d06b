using System.Globalization;
using System.Text;

namespace Gsp.Figures;

/// <summary>A table of a report: headed columns, rows of cells, a caption and footnotes; also written as CSV.</summary>
/// <remarks>Immutable; compares by reference in its lists. Deterministic and free of the machine's culture.</remarks>
public sealed record Table
{
    private readonly string[] headers;
    private readonly TableCell[][] rows = [];

    /// <summary>A table without rows.</summary>
    /// <param name="headers">The columns' headers; may hold <c>_{sub}</c> and <c>^{super}</c>.</param>
    /// <exception cref="ArgumentException">No column.</exception>
    public Table(params IReadOnlyList<string> headers)
    {
        this.headers = [.. headers];
        Require.That(this.headers.Length > 0, "a table needs at least one column", nameof(headers));
    }

    /// <summary>The columns' headers.</summary>
    public IReadOnlyList<string> Headers => headers;

    /// <summary>The rows, each with one cell a column.</summary>
    /// <exception cref="ArgumentException">A row has another number of cells.</exception>
    public IReadOnlyList<IReadOnlyList<TableCell>> Rows
    {
        get => rows;
        init
        {
            rows = [.. value.Select(row => row.ToArray())];
            for (int i = 0; i < rows.Length; i++)
            {
                Require.SameLength(
                    rows[i].Length,
                    headers.Length,
                    FormattableString.Invariant($"row {i}"),
                    "one cell for each column"
                );
            }
        }
    }

    /// <summary>What the table shows, above it.</summary>
    public string Caption { get; init; } = "";

    /// <summary>Notes below the table.</summary>
    public IReadOnlyList<string> Footnotes { get; init; } = [];

    /// <summary>How the columns are set; null sets columns that hold a number flush right and others left.</summary>
    public IReadOnlyList<Alignment>? Alignments { get; init; }

    /// <summary>The table with one more row.</summary>
    /// <param name="cells">One cell a column.</param>
    /// <returns>A new table.</returns>
    public Table AddRow(params TableCell[] cells) => this with { Rows = [.. rows, cells] };

    /// <summary>The table with the best value of a column in bold and the second best underlined.</summary>
    /// <param name="column">The column, from 0; rows without a number there do not compete.</param>
    /// <param name="lowest">Whether low values are good.</param>
    /// <returns>A new table.</returns>
    public Table MarkBest(int column, bool lowest = true)
    {
        Require.InRange(column, 0, headers.Length - 1);
        return MarkBest([column], [.. rows.Select(row => row[column].Value ?? double.NaN)], lowest);
    }

    /// <summary>The table with several columns marked together by one score a row, for instance P_M and P_FA by their sum.</summary>
    /// <param name="columns">The columns to mark, from 0.</param>
    /// <param name="scores">One number a row; rows with NaN do not compete. Equal scores share their mark.</param>
    /// <param name="lowest">Whether low scores are good.</param>
    /// <returns>A new table.</returns>
    public Table MarkBest(IReadOnlyList<int> columns, IReadOnlyList<double> scores, bool lowest = true)
    {
        Require.SameLength(scores.Count, rows.Length, nameof(scores), "one score for each row");
        foreach (int column in columns)
        {
            Require.InRange(column, 0, headers.Length - 1);
        }
        double[] order = [.. scores.Where(s => !double.IsNaN(s)).Distinct().Order()];
        order = lowest ? order : [.. order.Reverse()];
        TableCell[][] marked = [.. rows.Select(row => row.ToArray())];
        for (int i = 0; i < marked.Length; i++)
        {
            int rank = Array.IndexOf(order, scores[i]);
            Emphasis mark =
                rank == 0 ? Emphasis.Best
                : rank == 1 ? Emphasis.Second
                : Emphasis.None;
            foreach (int column in columns)
            {
                marked[i][column] = marked[i][column] with { Emphasis = mark };
            }
        }
        return this with { Rows = marked };
    }

    /// <summary>The table as CSV (RFC 4180 with LF): headers, then rows; numbers in the shortest form that reads back to the same bits.</summary>
    /// <returns>The text.</returns>
    public string ToCsv()
    {
        StringBuilder csv = new();
        Line(csv, headers.Select(RichText.Plain));
        foreach (TableCell[] row in rows)
        {
            Line(csv, row.Select(c => c.Value?.ToString("R", CultureInfo.InvariantCulture) ?? RichText.Plain(c.Text)));
        }
        return csv.ToString();
    }

    /// <summary>The table in aligned columns for a terminal.</summary>
    /// <returns>Caption, headers and rows; the best values carry a star.</returns>
    public override string ToString()
    {
        string[][] cells =
        [
            [.. headers.Select(RichText.Plain)],
            .. rows.Select(row =>
                row.Select(c => RichText.Plain(c.Text) + (c.Emphasis == Emphasis.Best ? "*" : "")).ToArray()
            ),
        ];
        int[] widths = [.. Enumerable.Range(0, headers.Length).Select(c => cells.Max(row => row[c].Length))];
        StringBuilder text = new(Caption.Length > 0 ? RichText.Plain(Caption) + "\n" : "");
        foreach (string[] row in cells)
        {
            IEnumerable<string> padded = row.Select(
                (cell, c) => AlignmentOf(c) == Alignment.Right ? cell.PadLeft(widths[c]) : cell.PadRight(widths[c])
            );
            text.Append(string.Join("  ", padded).TrimEnd()).Append('\n');
        }
        return text.ToString();
    }

    internal Alignment AlignmentOf(int column) =>
        Alignments is not null && column < Alignments.Count ? Alignments[column]
        : rows.Any(row => row[column].Value is not null) ? Alignment.Right
        : Alignment.Left;

    private static void Line(StringBuilder csv, IEnumerable<string> cells) =>
        csv.Append(string.Join(',', cells.Select(Quoted))).Append('\n');

    private static string Quoted(string cell) =>
        cell.AsSpan().IndexOfAny(",\"\n\r") >= 0 ? $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : cell;
}
