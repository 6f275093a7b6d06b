using System.Buffers.Binary;

namespace Gsp.Recordings;

/// <summary>Reads MAT-files of version 4: one matrix after another, each with a head of five 32-bit numbers and a name.</summary>
/// <remarks>The first number's decimal digits say byte order, always zero, type of number and kind of matrix (MAT-File Format, chapter 2).
/// WFDB keeps signals of 16 bits in such files.</remarks>
internal sealed class Mat4Reader(byte[] bytes, MatReadOptions options, string path)
{
    private const int HeadSize = 20;
    private const int LongestName = 4096;

    private static readonly (MatStorage Storage, MatKind Kind)[] Types =
    [
        (MatStorage.Double, MatKind.Double),
        (MatStorage.Single, MatKind.Single),
        (MatStorage.Int32, MatKind.Int32),
        (MatStorage.Int16, MatKind.Int16),
        (MatStorage.UInt16, MatKind.UInt16),
        (MatStorage.UInt8, MatKind.UInt8),
    ];

    // Empty columns of sparse matrices cost memory and stand nowhere in the file: so many are allowed in all of it.
    private long emptyColumns = (1 << 20) + (2L * bytes.Length);

    public MatFileContents Read()
    {
        var variables = new List<MatArray>();
        for (int at = 0; at < bytes.Length; )
        {
            MatArray variable = ReadMatrix(ref at);
            if (options.IsWanted(variable.Name))
            {
                variables.Add(variable);
            }
        }
        return new MatFileContents
        {
            Version = 4,
            Description = "",
            Variables = variables,
        };
    }

    private MatArray ReadMatrix(ref int at)
    {
        int start = at;
        if (bytes.Length - at < HeadSize)
        {
            throw Error(
                at,
                "header",
                $"{bytes.Length - at} bytes are left; a matrix begins with {HeadSize} (truncated?)"
            );
        }
        bool bigEndian = Word(at, false) is < 0 or > 9999;
        int code = Word(at, bigEndian);
        (int order, int zero, int type, int form) = (code / 1000, code / 100 % 10, code / 10 % 10, code % 10);
        if (code < 0 || order != (bigEndian ? 1 : 0) || zero != 0 || type >= Types.Length || form > 2)
        {
            throw Error(
                at,
                "header",
                FormattableString.Invariant(
                    $"type code {code} is not one of IEEE numbers in a MAT-file of version 4: another kind of file, or written on a VAX or Cray"
                )
            );
        }
        int rows = Word(at + 4, bigEndian);
        int columns = Word(at + 8, bigEndian);
        int complex = Word(at + 12, bigEndian);
        int nameLength = Word(at + 16, bigEndian);
        if (rows < 0 || columns < 0 || complex is not (0 or 1) || nameLength is < 1 or > LongestName)
        {
            throw Error(
                at + 4,
                "header",
                FormattableString.Invariant(
                    $"{rows} rows, {columns} columns, imaginary flag {complex}, name of {nameLength} bytes"
                )
            );
        }
        (MatStorage storage, MatKind kind) = Types[type];
        int size = MatNumbers.Size(storage);
        // At most 2^31 x 2^31 x 8 x 2 = 2^66, hence the wider number.
        Int128 needed = (Int128)rows * columns * size * (1 + complex);
        int data = at + HeadSize + nameLength;
        if (needed > bytes.Length - data)
        {
            throw Error(
                at,
                "data",
                FormattableString.Invariant(
                    $"{rows} x {columns} numbers need {needed} bytes; {Math.Max(0, bytes.Length - data)} are there (truncated?)"
                )
            );
        }
        int part = rows * columns * size;
        bool swap = bigEndian == BitConverter.IsLittleEndian;
        at = data + (int)needed;
        var array = new MatArray
        {
            Name = MatFile.PaddedText(bytes.AsSpan(start + HeadSize, nameLength)),
            Dimensions = [rows, columns],
            Kind = kind,
        };
        if (!options.IsWanted(array.Name))
        {
            return array;
        }
        Array real = MatNumbers.Read(bytes.AsSpan(data, part), storage, form == 0 ? kind : MatKind.Double, swap);
        return form switch
        {
            1 => array with { Kind = MatKind.Text, Characters = Text((double[])real) },
            2 => Sparse(array, (double[])real, start),
            _ => array with
            {
                Elements = real,
                Imaginary = complex == 1 ? MatNumbers.Read(bytes.AsSpan(data + part, part), storage, kind, swap) : null,
            },
        };
    }

    private static string Text(double[] characters) =>
        string.Create(
            characters.Length,
            characters,
            static (text, from) =>
            {
                for (int k = 0; k < text.Length; k++)
                {
                    text[k] = (char)ushort.CreateSaturating(from[k]);
                }
            }
        );

    /// <summary>Rows, columns from 1 and values of the entries stand in three columns, imaginary parts in a fourth; the last row holds the
    /// matrix's size.</summary>
    private MatArray Sparse(MatArray array, double[] table, int offset)
    {
        int entries = array.Dimensions[0] - 1;
        int width = array.Dimensions[1];
        if (entries < 0 || width is < 3 or > 4)
        {
            throw Error(offset, "sparse matrix", "its table has no rows, or not 3 or 4 columns");
        }
        double At(int row, int column) => table[(column * (entries + 1)) + row];
        int rows = Index(At(entries, 0), int.MaxValue, offset);
        int columns = Index(At(entries, 1), (int)Math.Min(emptyColumns, int.MaxValue - 1), offset);
        emptyColumns -= columns;
        var starts = new int[columns + 1];
        var order = new (int Column, int Row, int Entry)[entries];
        for (int k = 0; k < entries; k++)
        {
            order[k] = (Index(At(k, 1), columns, offset) - 1, Index(At(k, 0), rows, offset) - 1, k);
            if (order[k].Row < 0 || order[k].Column < 0)
            {
                throw Error(offset, "sparse matrix", "an index of zero; they count from 1");
            }
            starts[order[k].Column + 1]++;
        }
        for (int column = 0; column < columns; column++)
        {
            starts[column + 1] += starts[column];
        }
        Array.Sort(order);
        return array with
        {
            Kind = MatKind.Sparse,
            Dimensions = [rows, columns],
            Sparse = new MatSparse(
                Array.ConvertAll(order, entry => entry.Row),
                starts,
                Array.ConvertAll(order, entry => At(entry.Entry, 2)),
                width == 4 ? Array.ConvertAll(order, entry => At(entry.Entry, 3)) : null
            ),
        };
    }

    private int Index(double value, int most, int offset) =>
        value >= 0 && value <= most && value == Math.Floor(value)
            ? (int)value
            : throw Error(
                offset,
                "sparse matrix",
                FormattableString.Invariant($"{value} is no row or column up to {most}")
            );

    private int Word(int at, bool bigEndian) =>
        bigEndian
            ? BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(at))
            : BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(at));

    private GspFormatException Error(long offset, string field, string reason) => new(path, offset, field, reason);
}
