using System.Globalization;
using System.Text;

namespace Gsp.Files;

/// <summary>One reading of a MatrixMarket file.</summary>
internal sealed class MatrixMarketReader
{
    private readonly string path;
    private readonly CellParser parser = new(["nan"]);
    private bool sparse;
    private bool pattern;
    private MatrixMarketSymmetry symmetry;

    public MatrixMarketReader(string path) => this.path = path;

    public MatrixMarketMatrix Read(ReadOnlySpan<byte> bytes)
    {
        int zero = bytes.IndexOf((byte)0);
        if (zero >= 0)
        {
            throw new GspFormatException(path, zero, "encoding", "a zero byte: this is not a text file");
        }
        ReadBanner(bytes);
        var scanner = new RowScanner(bytes, RowScanner.Blanks, path, comment: (byte)'%');
        if (!scanner.NextRow())
        {
            throw new GspFormatException(path, bytes.Length, "size", "the file ends before the size line");
        }
        int expected = sparse ? 3 : 2;
        if (scanner.Count != expected)
        {
            throw scanner.RowError($"the size line holds {scanner.Count} numbers; expected {expected}");
        }
        int rows = Size(ref scanner, 0);
        int columns = Size(ref scanner, 1);
        if (symmetry != MatrixMarketSymmetry.General && rows != columns)
        {
            throw scanner.RowError($"a {symmetry} matrix is square; this one is {rows} x {columns}");
        }
        long count = sparse ? Size(ref scanner, 2) : MatrixMarketMatrix.ArrayLength(rows, columns, symmetry);
        // An entry takes at least a digit and a line end; with coordinates two digits, a blank and a line end.
        long room = (scanner.Remaining + 1L) / (sparse ? 4 : 2);
        if (count > room)
        {
            throw scanner.RowError(
                FormattableString.Invariant($"{count} entries are promised; the rest of the file can hold {room}")
            );
        }
        MatrixMarketMatrix matrix = sparse
            ? ReadCoordinates(ref scanner, rows, columns, (int)count)
            : ReadArray(ref scanner, rows, columns, (int)count);
        return scanner.NextRow() ? throw scanner.RowError("more entries than the size line promises") : matrix;
    }

    private MatrixMarketMatrix ReadCoordinates(ref RowScanner scanner, int rows, int columns, int count)
    {
        var rowIndices = new int[count];
        var columnIndices = new int[count];
        var values = new double[count];
        int cells = pattern ? 2 : 3;
        for (int k = 0; k < count; k++)
        {
            Next(ref scanner, k, count, cells);
            rowIndices[k] = Index(ref scanner, 0, rows);
            columnIndices[k] = Index(ref scanner, 1, columns);
            values[k] = pattern ? 1 : Value(ref scanner, 2);
            bool mirrored = symmetry != MatrixMarketSymmetry.General;
            int distance = rowIndices[k] - columnIndices[k];
            if (mirrored && (distance < 0 || (distance == 0 && symmetry == MatrixMarketSymmetry.SkewSymmetric)))
            {
                throw scanner.RowError(
                    $"entry ({rowIndices[k] + 1}, {columnIndices[k] + 1}) does not lie in the lower triangle that a {symmetry} file lists"
                );
            }
        }
        return new MatrixMarketMatrix
        {
            Rows = rows,
            Columns = columns,
            Symmetry = symmetry,
            RowIndices = rowIndices,
            ColumnIndices = columnIndices,
            Values = values,
        };
    }

    private MatrixMarketMatrix ReadArray(ref RowScanner scanner, int rows, int columns, int count)
    {
        var values = new double[count];
        for (int k = 0; k < count; k++)
        {
            Next(ref scanner, k, count, 1);
            values[k] = Value(ref scanner, 0);
        }
        return new MatrixMarketMatrix
        {
            Rows = rows,
            Columns = columns,
            Symmetry = symmetry,
            Values = values,
        };
    }

    private void Next(ref RowScanner scanner, int done, int count, int cells)
    {
        if (!scanner.NextRow())
        {
            throw new GspFormatException(path, scanner.Offset, "entries", $"the file ends after {done} of {count}");
        }
        if (scanner.Count != cells)
        {
            throw scanner.RowError($"the line holds {scanner.Count} numbers; expected {cells}");
        }
    }

    private double Value(ref RowScanner scanner, int cell) =>
        parser.Read(scanner[cell], out double value) == CellKind.Text
            ? throw scanner.Error(cell, CellParser.Explain(scanner[cell]))
            : value;

    private static int Size(ref RowScanner scanner, int cell) =>
        int.TryParse(scanner[cell], NumberStyles.None, CultureInfo.InvariantCulture, out int size)
            ? size
            : throw scanner.Error(cell, "a size is an integer between 0 and 2147483647");

    private static int Index(ref RowScanner scanner, int cell, int count) =>
        int.TryParse(scanner[cell], NumberStyles.None, CultureInfo.InvariantCulture, out int index)
        && index >= 1
        && index <= count
            ? index - 1
            : throw scanner.Error(cell, $"an index is an integer between 1 and {count}");

    private void ReadBanner(ReadOnlySpan<byte> bytes)
    {
        int end = bytes.IndexOfAny((byte)'\n', (byte)'\r');
        string line = Encoding.UTF8.GetString(bytes[..Math.Min(end < 0 ? bytes.Length : end, 200)]);
        string[] words = line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        if (words.Length == 0 || words[0] != "%%MatrixMarket")
        {
            throw new GspFormatException(path, 0, "banner", "the file does not start with %%MatrixMarket");
        }
        string[] kinds = [.. words.Skip(1).Select(word => word.ToLowerInvariant())];
        if (kinds is not ["matrix", var layout, var field, var shape])
        {
            throw new GspFormatException(
                path,
                0,
                "banner",
                "expected '%%MatrixMarket matrix <layout> <field> <symmetry>'"
            );
        }
        sparse = layout switch
        {
            "coordinate" => true,
            "array" => false,
            _ => throw Banner(layout, "coordinate or array"),
        };
        pattern = field switch
        {
            "pattern" when sparse => true,
            "real" or "double" or "integer" => false,
            _ => throw Banner(field, sparse ? "real, integer or pattern" : "real or integer"),
        };
        symmetry = shape switch
        {
            "general" => MatrixMarketSymmetry.General,
            "symmetric" => MatrixMarketSymmetry.Symmetric,
            "skew-symmetric" when !pattern => MatrixMarketSymmetry.SkewSymmetric,
            _ => throw Banner(shape, "general, symmetric or skew-symmetric"),
        };
    }

    private GspFormatException Banner(string found, string expected) =>
        new(path, 0, "banner", $"'{found}' is not read; expected {expected}");
}
