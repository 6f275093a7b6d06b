using System.Globalization;
using Gsp.Files;

namespace Gsp.Recordings;

/// <summary>A table of texts with a header, as data sets describe their recordings by; quoted cells may hold commas and line ends.</summary>
internal sealed class TextTable
{
    private readonly Dictionary<string, int> columns = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<TextRow> rows = [];

    private TextTable(string path) => Path = path;

    /// <summary>The file, for errors.</summary>
    public string Path { get; }

    /// <summary>The rows below the header.</summary>
    public IReadOnlyList<TextRow> Rows => rows;

    public static TextTable Read(string path) => Parse(FileBytes.ReadAll(path), path);

    /// <exception cref="GspFormatException">Empty, ragged, an unclosed quote, or not UTF-8.</exception>
    public static TextTable Parse(ReadOnlySpan<byte> bytes, string path)
    {
        var table = new TextTable(path);
        var scanner = new RowScanner(bytes, (byte)',', path);
        if (!scanner.NextRow())
        {
            throw new GspFormatException(path, 0, "row 1", "the table is empty; expected a header");
        }
        for (int cell = 0; cell < scanner.Count; cell++)
        {
            table.columns.TryAdd(scanner.Text(cell).Trim(), cell);
        }
        int width = scanner.Count;
        while (scanner.NextRow())
        {
            if (scanner.Count != width)
            {
                throw scanner.RowError($"{scanner.Count} cells; the header has {width}");
            }
            var cells = new string[width];
            for (int cell = 0; cell < width; cell++)
            {
                cells[cell] = scanner.Text(cell).Trim();
            }
            table.rows.Add(new TextRow(table, cells, scanner.Row, scanner.RowOffset));
        }
        return table;
    }

    /// <summary>Whether there is a column of this name.</summary>
    public bool Has(string column) => columns.ContainsKey(column);

    /// <summary>The place of a column.</summary>
    public int Column(string column) =>
        columns.TryGetValue(column, out int place)
            ? place
            : throw new GspFormatException(
                Path,
                0,
                "header",
                $"there is no column '{column}'; there are {string.Join(", ", columns.Keys)}"
            );
}

/// <summary>One row of a <see cref="TextTable"/>, read by column name.</summary>
internal sealed class TextRow(TextTable table, string[] cells, int row, long offset)
{
    /// <summary>A cell's text, without blanks around it.</summary>
    public string this[string column] => cells[table.Column(column)];

    /// <summary>A cell's text; empty where the table has no such column.</summary>
    public string Optional(string column) => table.Has(column) ? this[column] : "";

    /// <summary>A number; null where the cell is empty or the column absent.</summary>
    public double? Number(string column) =>
        Optional(column) switch
        {
            "" => null,
            string text => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value)
                ? value
                : throw Error(column, $"'{text}' is not a number"),
        };

    /// <summary>A name written as a whole number, <c>17787</c> and <c>17787.0</c> alike.</summary>
    public string Identifier(string column) =>
        this[column] switch
        {
            "" => throw Error(column, "the cell is empty"),
            string text => text.EndsWith(".0", StringComparison.Ordinal) ? text[..^2] : text,
        };

    /// <summary>A date and time; null where the cell is empty or the column absent.</summary>
    public DateTime? Time(string column) =>
        Optional(column) switch
        {
            "" => null,
            string text => DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTime time)
                ? time
                : throw Error(column, $"'{text}' is not a date and time"),
        };

    /// <summary>The error for one cell.</summary>
    public GspFormatException Error(string column, string reason) =>
        new(table.Path, offset, FormattableString.Invariant($"row {row}, column '{column}'"), reason);
}
