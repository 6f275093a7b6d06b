using System.Text;

namespace Gsp.Files;

/// <summary>What is decided about a text table before its numbers are read: separator, header, columns.</summary>
internal sealed class CsvLayout
{
    private CsvLayout(byte separator, CellParser parser)
    {
        Separator = separator;
        Parser = parser;
    }

    /// <summary>The byte between cells.</summary>
    public byte Separator { get; }

    /// <summary>Reads single cells.</summary>
    public CellParser Parser { get; }

    /// <summary>Number of cells that every row holds.</summary>
    public int Width { get; private set; }

    /// <summary>Whether the first row is a header.</summary>
    public bool HasHeader { get; private set; }

    /// <summary>The names of the columns read, in the order wanted.</summary>
    public string[] Names { get; private set; } = [];

    /// <summary>The cells read, by index in the row, in the order wanted.</summary>
    public int[] Selected { get; private set; } = [];

    /// <summary>What a person may want to know.</summary>
    public List<string> Notices { get; } = [];

    /// <summary>Looks at the beginning of a table.</summary>
    /// <param name="bytes">The table, or at least its first line.</param>
    /// <param name="options">How to read it.</param>
    /// <param name="path">The name to give in errors.</param>
    /// <exception cref="GspFormatException">No rows, a foreign encoding, or a wanted column that is not there.</exception>
    public static CsvLayout Of(ReadOnlySpan<byte> bytes, CsvOptions options, string path)
    {
        RefuseForeignEncodings(bytes, path);
        byte separator = (byte)(options.Separator ?? (char)SeparatorDetector.Detect(bytes));
        var layout = new CsvLayout(separator, new CellParser(options.MissingMarkers));
        var scanner = new RowScanner(bytes, separator, path);
        if (!scanner.NextRow())
        {
            throw new GspFormatException(path, bytes.Length, "row 1", "the file holds no rows");
        }
        layout.Width = scanner.Count;
        layout.DecideHeader(ref scanner, options.Header);
        string[] all = layout.HasHeader ? ReadNames(ref scanner) : NumericTable.DefaultNames(scanner.Count);
        layout.Selected = options.Columns is null
            ? [.. Enumerable.Range(0, all.Length)]
            : Select(options.Columns, all, path);
        layout.Names = [.. layout.Selected.Select(column => all[column])];
        return layout;
    }

    /// <summary>Reads the wanted cells of the scanner's present row.</summary>
    /// <param name="scanner">Stands on a data row.</param>
    /// <param name="values">Receives one number a wanted column, at a stride: for column-major matrices.</param>
    /// <param name="stride">Distance between two columns in <paramref name="values"/>.</param>
    public void ReadRow(ref RowScanner scanner, Span<double> values, int stride)
    {
        RequireWidth(ref scanner);
        for (int k = 0; k < Selected.Length; k++)
        {
            ReadOnlySpan<byte> cell = scanner[Selected[k]];
            if (Parser.Read(cell, out double value) == CellKind.Text)
            {
                GspFormatException place = scanner.Error(Selected[k], CellParser.Explain(cell));
                throw new GspFormatException(place.Path, place.ByteOffset, $"{place.Field} '{Names[k]}'", place.Reason);
            }
            values[k * stride] = value;
        }
    }

    /// <summary>Checks that the present row has as many cells as the first.</summary>
    public void RequireWidth(ref RowScanner scanner)
    {
        if (scanner.Count != Width)
        {
            throw scanner.RowError(
                FormattableString.Invariant(
                    $"the row holds {scanner.Count} cells where the first row holds {Width} (ragged table, or another separator than '{Shown}')"
                )
            );
        }
    }

    private string Shown =>
        Separator switch
        {
            (byte)'\t' => "tab",
            RowScanner.Blanks => "blanks",
            _ => $"{(char)Separator}",
        };

    private void DecideHeader(ref RowScanner scanner, CsvHeader header)
    {
        int texts = 0;
        int numbers = 0;
        for (int k = 0; k < scanner.Count; k++)
        {
            CellKind kind = Parser.Read(scanner[k], out _);
            texts += kind == CellKind.Text ? 1 : 0;
            numbers += kind == CellKind.Number ? 1 : 0;
        }
        HasHeader = header == CsvHeader.Present || (header == CsvHeader.Auto && texts > 0);
        if (header == CsvHeader.Auto && texts > 0 && numbers > 0)
        {
            Notices.Add(
                FormattableString.Invariant(
                    $"the first row is taken as a header because {texts} of its {scanner.Count} cells hold text; say so if it is data"
                )
            );
        }
    }

    private static string[] ReadNames(ref RowScanner scanner)
    {
        var names = new string[scanner.Count];
        for (int k = 0; k < names.Length; k++)
        {
            string name = scanner.Text(k);
            names[k] = name.Length > 0 ? name : FormattableString.Invariant($"x{k + 1}");
        }
        return names;
    }

    /// <summary>The places of wanted columns: names, numbers from 1, or all but those that start with <c>!</c>.</summary>
    internal static int[] Select(IReadOnlyList<string> wanted, string[] all, string path)
    {
        if (!wanted[0].StartsWith('!'))
        {
            return [.. wanted.Select(name => Find(name, all, path))];
        }
        HashSet<int> unwanted = [.. wanted.Select(name => Find(name[1..], all, path))];
        int[] kept = [.. Enumerable.Range(0, all.Length).Where(column => !unwanted.Contains(column))];
        return kept.Length > 0 ? kept : throw new GspFormatException(path, 0, "columns", "every column is left out");
    }

    private static int Find(string name, string[] all, string path)
    {
        int[] matches = [.. Enumerable.Range(0, all.Length).Where(k => all[k] == name)];
        if (matches.Length == 1)
        {
            return matches[0];
        }
        if (matches.Length == 0 && int.TryParse(name, out int number) && number >= 1 && number <= all.Length)
        {
            return number - 1;
        }
        string reason = matches.Length > 1 ? "names more than one column" : "is not there";
        string known = string.Join(", ", all.Take(12)) + (all.Length > 12 ? ", ..." : "");
        throw new GspFormatException(path, 0, "columns", $"column '{name}' {reason}; the file has {known}");
    }

    private static void RefuseForeignEncodings(ReadOnlySpan<byte> bytes, string path)
    {
        if (bytes.StartsWith(Encoding.Unicode.Preamble) || bytes.StartsWith(Encoding.BigEndianUnicode.Preamble))
        {
            throw new GspFormatException(path, 0, "encoding", "the file is UTF-16; save it as UTF-8");
        }
        int zero = bytes.IndexOf((byte)0);
        if (zero >= 0)
        {
            throw new GspFormatException(path, zero, "encoding", "a zero byte: this is not a text file");
        }
    }
}
