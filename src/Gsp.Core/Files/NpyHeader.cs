using System.Globalization;
using System.Text;

namespace Gsp.Files;

/// <summary>The header of an NPY file: element type, memory order and shape.</summary>
/// <remarks>The header's text is a Python dictionary; only the one shape that the format prescribes is accepted, nothing is evaluated.</remarks>
internal readonly record struct NpyHeader(NpyElement Element, bool FortranOrder, int[] Shape, int DataOffset)
{
    private const int LongestHeader = 1 << 16;

    /// <summary>Number of elements.</summary>
    public int Count => Shape.Aggregate(1, (product, length) => product * length);

    /// <summary>Reads the header and leaves the stream at the first element.</summary>
    /// <exception cref="GspFormatException">Not an NPY file, or of a kind that is not read.</exception>
    public static NpyHeader Read(Stream stream, string path)
    {
        Span<byte> start = stackalloc byte[12];
        if (stream.ReadAtLeast(start[..8], 8, throwOnEndOfStream: false) < 8 || !IsMagic(start))
        {
            throw new GspFormatException(path, 0, "magic", "this is not an NPY file");
        }
        int version = start[6];
        if (version is < 1 or > 3 || start[7] != 0)
        {
            throw new GspFormatException(
                path,
                6,
                "version",
                $"version {version}.{start[7]}; 1.0, 2.0 and 3.0 are read"
            );
        }
        int lengthBytes = version == 1 ? 2 : 4;
        Span<byte> lengthField = start.Slice(8, lengthBytes);
        if (stream.ReadAtLeast(lengthField, lengthBytes, throwOnEndOfStream: false) < lengthBytes)
        {
            throw new GspFormatException(path, 8, "header length", "the file ends here");
        }
        uint length = 0;
        for (int i = lengthBytes - 1; i >= 0; i--)
        {
            length = (length << 8) | lengthField[i];
        }
        if (length > LongestHeader)
        {
            throw new GspFormatException(path, 8, "header length", $"{length} bytes; at most {LongestHeader} are read");
        }
        var text = new byte[length];
        if (stream.ReadAtLeast(text, text.Length, throwOnEndOfStream: false) < text.Length)
        {
            throw new GspFormatException(
                path,
                8 + lengthBytes,
                "header",
                $"the file ends before the {length} bytes promised"
            );
        }
        return new NpyHeaderParser(text, 8 + lengthBytes, path).Parse();
    }

    /// <summary>The header's bytes, padded so that the elements start at a multiple of 64.</summary>
    public static byte[] Write(NpyElement element, IReadOnlyList<int> shape)
    {
        string axes = string.Join(", ", shape.Select(n => n.ToString(CultureInfo.InvariantCulture)));
        string tuple = shape.Count == 1 ? $"({axes},)" : $"({axes})";
        string text = $"{{'descr': '{element.Description}', 'fortran_order': False, 'shape': {tuple}, }}";
        int padded = (10 + text.Length + 1 + 63) / 64 * 64;
        var bytes = new byte[padded];
        ReadOnlySpan<byte> magic = [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y', 1, 0];
        magic.CopyTo(bytes);
        bytes[8] = (byte)(padded - 10);
        bytes[9] = (byte)((padded - 10) >> 8);
        bytes.AsSpan(10).Fill((byte)' ');
        Encoding.ASCII.GetBytes(text, bytes.AsSpan(10));
        bytes[^1] = (byte)'\n';
        return bytes;
    }

    private static bool IsMagic(ReadOnlySpan<byte> start) =>
        start[0] == 0x93 && start.Slice(1, 5).SequenceEqual("NUMPY"u8);
}
