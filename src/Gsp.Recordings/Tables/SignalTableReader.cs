using Gsp.Files;

namespace Gsp.Recordings;

/// <summary>Reads a text table of signals: decides names and units from its first rows, then its numbers column by column.</summary>
internal static class SignalTableReader
{
    public static IReadOnlyList<Channel> Read(ReadOnlySpan<byte> bytes, SignalTableOptions options, string path)
    {
        var csv = new CsvOptions
        {
            Separator = options.Separator,
            Header = options.Header,
            MissingMarkers = options.MissingMarkers,
        };
        CsvLayout whole = CsvLayout.Of(bytes, csv, path);
        (string Name, string Unit)[] titles = Titles(whole, options);
        int[] columns = Columns(titles, options, path);
        bool hasUnits = whole.HasHeader && HasUnitRow(bytes, whole, columns, options.UnitRow, path);
        int rows = CountRows(bytes, whole, path) - (whole.HasHeader ? 1 : 0) - (hasUnits ? 1 : 0);
        if (rows < 1)
        {
            throw new GspFormatException(path, bytes.Length, "rows", "the file holds names and no samples");
        }
        // The shortest cell is one byte with its separator, so that this is at most 8 bytes for two of the file's.
        double[][] values = [.. columns.Select(_ => new double[rows])];
        var scanner = new RowScanner(bytes, whole.Separator, path);
        for (int skipped = (whole.HasHeader ? 1 : 0) + (hasUnits ? 1 : 0); skipped > 0; skipped--)
        {
            scanner.NextRow();
            if (skipped == 1 && hasUnits)
            {
                TakeUnits(ref scanner, columns, titles);
            }
        }
        for (int row = 0; scanner.NextRow(); row++)
        {
            for (int k = 0; k < columns.Length; k++)
            {
                values[k][row] = Number(ref scanner, columns[k], whole.Parser, titles[columns[k]].Name);
            }
        }
        return ToChannels(titles, columns, values, options, path);
    }

    private static IReadOnlyList<Channel> ToChannels(
        (string Name, string Unit)[] titles,
        int[] columns,
        double[][] values,
        SignalTableOptions options,
        string path
    )
    {
        // The time's column is the last, by how columns are chosen.
        int channels = columns.Length - (options.TimeColumn is null ? 0 : 1);
        double rate = options.Rate ?? SignalTimes.Rate(values[^1], titles[columns[^1]].Unit, options.TimeColumn!, path);
        return
        [
            .. Enumerable
                .Range(0, channels)
                .Select(k => new Channel
                {
                    Name = titles[columns[k]].Name,
                    Unit = titles[columns[k]].Unit is { Length: > 0 } unit ? unit : options.Unit,
                    Rate = rate,
                    Samples = values[k],
                }),
        ];
    }

    /// <summary>Names, and units that stand after them in square brackets.</summary>
    private static (string Name, string Unit)[] Titles(CsvLayout layout, SignalTableOptions options)
    {
        if (options.Names is not null)
        {
            Require.SameLength(options.Names.Count, layout.Names.Length, nameof(options.Names), "one name a column");
            return [.. options.Names.Select(name => (name, ""))];
        }
        return [.. layout.Names.Select(Split)];
    }

    private static (string Name, string Unit) Split(string title)
    {
        int open = title.LastIndexOf('[');
        return title.EndsWith(']') && open > 0 && title[..open].Trim().Length > 0
            ? (title[..open].Trim(), title[(open + 1)..^1].Trim())
            : (title, "");
    }

    /// <summary>The columns to read: channels, and last the time's where there is one.</summary>
    private static int[] Columns((string Name, string Unit)[] titles, SignalTableOptions options, string path)
    {
        string[] names = [.. titles.Select(title => title.Name)];
        int time = options.TimeColumn is null ? -1 : Find(options.TimeColumn, names, path);
        int[] channels = options.Channels is null
            ? [.. Enumerable.Range(0, names.Length).Where(column => column != time)]
            : [.. options.Channels.Select(name => Find(name, names, path))];
        return time < 0 ? channels : [.. channels, time];
    }

    /// <summary>The place of a name; an error that lists the names where it is not there or stands twice.</summary>
    public static int Find(string name, string[] names, string path)
    {
        int[] found = [.. Enumerable.Range(0, names.Length).Where(k => names[k] == name)];
        return found.Length == 1
            ? found[0]
            : throw new GspFormatException(
                path,
                0,
                "columns",
                $"column '{name}' {(found.Length == 0 ? "is not there" : "stands more than once")}; the file has {string.Join(", ", names.Take(20))}"
            );
    }

    private static bool HasUnitRow(
        ReadOnlySpan<byte> bytes,
        CsvLayout layout,
        int[] columns,
        UnitRow wanted,
        string path
    )
    {
        var scanner = new RowScanner(bytes, layout.Separator, path);
        if (wanted != UnitRow.Auto || !scanner.NextRow() || !scanner.NextRow() || scanner.Count != layout.Width)
        {
            return wanted == UnitRow.Present;
        }
        int texts = 0;
        foreach (int column in columns)
        {
            CellKind kind = layout.Parser.Read(scanner[column], out _);
            if (kind == CellKind.Number)
            {
                return false;
            }
            texts += kind == CellKind.Text ? 1 : 0;
        }
        return texts > 0;
    }

    private static void TakeUnits(ref RowScanner scanner, int[] columns, (string Name, string Unit)[] titles)
    {
        foreach (int column in columns)
        {
            string unit = scanner.Text(column);
            titles[column].Unit = unit.Length > 0 ? unit : titles[column].Unit;
        }
    }

    private static int CountRows(ReadOnlySpan<byte> bytes, CsvLayout layout, string path)
    {
        var scanner = new RowScanner(bytes, layout.Separator, path);
        while (scanner.NextRow())
        {
            layout.RequireWidth(ref scanner);
        }
        return scanner.Row;
    }

    private static double Number(ref RowScanner scanner, int column, CellParser parser, string name)
    {
        if (parser.Read(scanner[column], out double value) != CellKind.Text)
        {
            return value;
        }
        GspFormatException place = scanner.Error(column, CellParser.Explain(scanner[column]));
        throw new GspFormatException(place.Path, place.ByteOffset, $"{place.Field} '{name}'", place.Reason);
    }
}
