using System.Globalization;
using System.Text;
using MathNet.Numerics.LinearAlgebra;

namespace Gsp.Files;

/// <summary>Reads and writes tables of numbers as text: any separator, with or without header, missing cells as NaN.</summary>
/// <remarks>
/// The decimal sign is a point and numbers are written with 17 significant digits, whatever the machine's culture, so that writing and
/// reading back gives the same bits. Reading costs one pass to count the rows and one to parse; beside the file's own bytes it allocates
/// 8 bytes a cell. Stateless; thread-safe.
/// </remarks>
public static class Csv
{
    /// <summary>Reads a table from a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">How to read it; null for the defaults.</param>
    /// <returns>The table, [row, column].</returns>
    /// <exception cref="GspFormatException">Empty, ragged, text in a number column or not a text file: with byte offset, row and column.</exception>
    /// <exception cref="ArgumentException">The options contradict themselves.</exception>
    public static NumericTable Read(string path, CsvOptions? options = null) =>
        Parse(FileBytes.ReadAll(path), options, path);

    /// <summary>Reads a table from the bytes of a file.</summary>
    /// <param name="bytes">The text, UTF-8 with or without byte-order mark.</param>
    /// <param name="options">How to read it; null for the defaults.</param>
    /// <param name="path">The name to give in errors.</param>
    /// <returns>The table, [row, column].</returns>
    /// <exception cref="GspFormatException">Empty, ragged, text in a number column or not a text file: with byte offset, row and column.</exception>
    /// <exception cref="ArgumentException">The options contradict themselves.</exception>
    public static NumericTable Parse(ReadOnlySpan<byte> bytes, CsvOptions? options = null, string path = "table")
    {
        options ??= new CsvOptions();
        options.Validate();
        CsvLayout layout = CsvLayout.Of(bytes, options, path);
        int rows = CountRows(bytes, layout, path);
        int columns = layout.Selected.Length;
        if (rows == 0)
        {
            throw new GspFormatException(path, bytes.Length, "row 2", "the file holds a header and no rows");
        }
        if ((long)rows * columns > Array.MaxLength)
        {
            throw new GspFormatException(
                path,
                0,
                "size",
                FormattableString.Invariant($"{rows} rows of {columns} columns exceed what one matrix can hold")
            );
        }
        var values = new double[rows * columns];
        var scanner = new RowScanner(bytes, layout.Separator, path);
        if (layout.HasHeader)
        {
            scanner.NextRow();
        }
        for (int row = 0; scanner.NextRow(); row++)
        {
            layout.ReadRow(ref scanner, values.AsSpan(row), rows);
        }
        return new NumericTable(layout.Names, Matrix<double>.Build.Dense(rows, columns, values), layout.HasHeader)
        {
            Notices = layout.Notices,
        };
    }

    /// <summary>Writes a table with a header line where its names were given, without one where they were made up.</summary>
    /// <param name="path">The file to write; complete or absent.</param>
    /// <param name="table">The table; NaN is written as <c>NaN</c>.</param>
    /// <param name="separator">The character between cells.</param>
    public static void Write(string path, NumericTable table, char separator = ',') =>
        AtomicFile.Write(path, stream => Write(stream, table, separator));

    /// <summary>Writes a matrix without header.</summary>
    /// <param name="path">The file to write; complete or absent.</param>
    /// <param name="values">[row, column]: the numbers.</param>
    /// <param name="separator">The character between cells.</param>
    public static void Write(string path, Matrix<double> values, char separator = ',') =>
        Write(path, NumericTable.FromMatrix(values), separator);

    /// <summary>Writes a table to a stream.</summary>
    /// <param name="stream">Receives UTF-8 text; it is left open.</param>
    /// <param name="table">The table.</param>
    /// <param name="separator">The character between cells.</param>
    public static void Write(Stream stream, NumericTable table, char separator = ',')
    {
        new CsvOptions { Separator = separator }.Validate();
        using var writer = new StreamWriter(stream, new UTF8Encoding(false), 1 << 16, leaveOpen: true)
        {
            NewLine = "\n",
        };
        if (table.HasHeader)
        {
            writer.WriteLine(string.Join(separator, table.Names.Select(name => Quoted(name, separator))));
        }
        Span<char> number = stackalloc char[32];
        for (int row = 0; row < table.Rows; row++)
        {
            for (int column = 0; column < table.Columns; column++)
            {
                if (column > 0)
                {
                    writer.Write(separator);
                }
                table.Values[row, column].TryFormat(number, out int length, "G17", CultureInfo.InvariantCulture);
                writer.Write(number[..length]);
            }
            writer.Write('\n');
        }
    }

    /// <summary>A number as this library writes it: invariant, 17 significant digits, so that it reads back to the same bits.</summary>
    /// <param name="value">The number.</param>
    /// <returns>Its text.</returns>
    public static string Text(double value) => value.ToString("G17", CultureInfo.InvariantCulture);

    internal static string Quoted(string name, char separator) =>
        name.Length == 0 || name.AsSpan().IndexOfAny("\"\r\n \t#") >= 0 || name.AsSpan().Contains(separator)
            ? $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\""
            : name;

    private static int CountRows(ReadOnlySpan<byte> bytes, CsvLayout layout, string path)
    {
        var scanner = new RowScanner(bytes, layout.Separator, path);
        while (scanner.NextRow())
        {
            layout.RequireWidth(ref scanner);
        }
        return scanner.Row - (layout.HasHeader ? 1 : 0);
    }
}
