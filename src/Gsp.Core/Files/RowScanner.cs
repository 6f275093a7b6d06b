using System.Text;

namespace Gsp.Files;

/// <summary>Splits the bytes of a text table into rows and cells, and knows the byte offset of each.</summary>
/// <remarks>Lines end with LF, CRLF or CR; blank lines are skipped; cells may be quoted with <c>"</c>, a doubled quote inside stands for one,
/// and a quoted cell may hold separators and line ends. The scanner allocates only its cell index, which it reuses.</remarks>
internal ref struct RowScanner
{
    /// <summary>The separator that stands for any run of blanks and tabs.</summary>
    public const byte Blanks = (byte)' ';

    private readonly ReadOnlySpan<byte> bytes;
    private readonly byte separator;
    private readonly byte comment;
    private readonly string path;
    private readonly long origin;
    private (int Start, int End, bool Quoted)[] cells = new (int, int, bool)[16];
    private int position;

    /// <summary>Starts before the first row.</summary>
    /// <param name="bytes">The text; a UTF-8 byte-order mark is skipped.</param>
    /// <param name="separator">The byte between cells.</param>
    /// <param name="path">The name to give in errors.</param>
    /// <param name="comment">Lines that start with this byte are skipped; 0 for none.</param>
    /// <param name="origin">Offset of the first byte in the file, where <paramref name="bytes"/> is a piece of it.</param>
    public RowScanner(ReadOnlySpan<byte> bytes, byte separator, string path, byte comment = 0, long origin = 0)
    {
        this.bytes = bytes;
        this.separator = separator;
        this.comment = comment;
        this.path = path;
        this.origin = origin;
        position = bytes.StartsWith(Encoding.UTF8.Preamble) ? Encoding.UTF8.Preamble.Length : 0;
    }

    /// <summary>Number of cells in the present row.</summary>
    public int Count { get; private set; }

    /// <summary>Number of the present row, from 1, blank and comment lines not counted.</summary>
    public int Row { get; private set; }

    /// <summary>Byte offset at which the present row starts.</summary>
    public long RowOffset { get; private set; }

    /// <summary>Byte offset of what has not been scanned yet.</summary>
    public readonly long Offset => origin + position;

    /// <summary>Number of bytes that have not been scanned yet.</summary>
    public readonly int Remaining => bytes.Length - position;

    /// <summary>The bytes of a cell, without quotes and without blanks around it.</summary>
    public readonly ReadOnlySpan<byte> this[int cell] => bytes[cells[cell].Start..cells[cell].End];

    /// <summary>Byte offset of a cell.</summary>
    public readonly long CellOffset(int cell) => origin + cells[cell].Start;

    /// <summary>A cell as text.</summary>
    /// <exception cref="GspFormatException">It is not UTF-8.</exception>
    public readonly string Text(int cell)
    {
        try
        {
            string text = StrictUtf8.GetString(this[cell]);
            return cells[cell].Quoted ? text.Replace("\"\"", "\"", StringComparison.Ordinal) : text;
        }
        catch (DecoderFallbackException e)
        {
            throw Error(cell, "the text is not UTF-8; save the file as UTF-8", e);
        }
    }

    /// <summary>The error for one cell of the present row.</summary>
    public readonly GspFormatException Error(int cell, string reason, Exception? inner = null) =>
        new(path, CellOffset(cell), FormattableString.Invariant($"row {Row}, column {cell + 1}"), reason, inner);

    /// <summary>The error for the present row.</summary>
    public readonly GspFormatException RowError(string reason) =>
        new(path, RowOffset, FormattableString.Invariant($"row {Row}"), reason);

    /// <summary>Moves to the next row that is neither blank nor a comment.</summary>
    /// <returns>False at the end.</returns>
    public bool NextRow()
    {
        while (position < bytes.Length)
        {
            SkipBlanks();
            if (position == bytes.Length)
            {
                return false;
            }
            byte first = bytes[position];
            if (first is (byte)'\n' or (byte)'\r')
            {
                position++;
            }
            else if (comment != 0 && first == comment)
            {
                int end = bytes[position..].IndexOfAny((byte)'\n', (byte)'\r');
                position = end < 0 ? bytes.Length : position + end;
            }
            else
            {
                Row++;
                RowOffset = Offset;
                ScanRow();
                return true;
            }
        }
        return false;
    }

    private static readonly UTF8Encoding StrictUtf8 = new(false, throwOnInvalidBytes: true);

    private void ScanRow()
    {
        Count = 0;
        while (true)
        {
            SkipBlanks();
            bool quoted = position < bytes.Length && bytes[position] == (byte)'"';
            if (quoted)
            {
                ScanQuoted();
            }
            else
            {
                ScanPlain();
            }
            if (position == bytes.Length || bytes[position] is (byte)'\n' or (byte)'\r')
            {
                return;
            }
            position++;
            if (separator == Blanks)
            {
                SkipBlanks();
                if (position == bytes.Length || bytes[position] is (byte)'\n' or (byte)'\r')
                {
                    return;
                }
            }
        }
    }

    private void ScanPlain()
    {
        ReadOnlySpan<byte> rest = bytes[position..];
        int length =
            separator == Blanks ? rest.IndexOfAny(" \t\r\n"u8) : rest.IndexOfAny(separator, (byte)'\n', (byte)'\r');
        length = length < 0 ? rest.Length : length;
        int end = position + length;
        int trimmed = end;
        while (trimmed > position && bytes[trimmed - 1] is (byte)' ' or (byte)'\t')
        {
            trimmed--;
        }
        Add(position, trimmed, false);
        position = end;
    }

    private void ScanQuoted()
    {
        int start = ++position;
        while (true)
        {
            int quote = bytes[position..].IndexOf((byte)'"');
            if (quote < 0)
            {
                Add(start - 1, start, false);
                throw Error(Count - 1, "the quoted cell has no closing quote");
            }
            position += quote + 1;
            if (position < bytes.Length && bytes[position] == (byte)'"')
            {
                position++;
                continue;
            }
            Add(start, position - 1, true);
            int after = position;
            SkipBlanks();
            bool atEnd =
                position == bytes.Length
                || bytes[position] is (byte)'\n' or (byte)'\r'
                || bytes[position] == separator
                || (separator == Blanks && position > after);
            if (!atEnd)
            {
                throw Error(Count - 1, "text follows the closing quote; expected a separator or the end of the line");
            }
            // A run of blanks is the separator itself: step back so that the caller finds one.
            position = separator == Blanks && position > after ? position - 1 : position;
            return;
        }
    }

    private void SkipBlanks()
    {
        while (
            position < bytes.Length
            && (bytes[position] == (byte)' ' || (bytes[position] == (byte)'\t' && separator != (byte)'\t'))
        )
        {
            position++;
        }
    }

    private void Add(int start, int end, bool quoted)
    {
        if (Count == cells.Length)
        {
            Array.Resize(ref cells, 2 * cells.Length);
        }
        cells[Count++] = (start, end, quoted);
    }
}
