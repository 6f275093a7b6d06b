using System.Runtime.InteropServices;

namespace Gsp.Files;

/// <summary>Reads and writes NumPy's NPY files.</summary>
/// <remarks>
/// Versions 1 to 3 are read, version 1 is written; all boolean, integer and floating-point types of up to 8 bytes, both byte orders, C and
/// Fortran memory order. Pickled objects are refused. Sizes are checked against the bytes that are there before anything is allocated, and
/// the elements are read straight into their array. Stateless; thread-safe. Format: numpy.lib.format, NumPy enhancement proposal 1.
/// </remarks>
public static class Npy
{
    /// <summary>Reads one array.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The array, row-major whatever the file's memory order.</returns>
    /// <exception cref="GspFormatException">Not an NPY file, damaged, truncated, or of a type that is not read.</exception>
    public static NpyArray Read(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16);
        return Read(stream, stream.Length, path);
    }

    /// <summary>Reads one array from the bytes of a file.</summary>
    /// <param name="bytes">The whole file.</param>
    /// <param name="path">The name to give in errors.</param>
    /// <returns>The array, row-major.</returns>
    /// <exception cref="GspFormatException">Not an NPY file, damaged, truncated, or of a type that is not read.</exception>
    public static NpyArray Parse(byte[] bytes, string path = "array") =>
        Read(new MemoryStream(bytes, writable: false), bytes.Length, path);

    /// <summary>Writes one array: version 1.0, little endian, C order.</summary>
    /// <param name="path">The file to write; complete or absent.</param>
    /// <param name="array">The array.</param>
    public static void Write(string path, NpyArray array) => AtomicFile.Write(path, stream => Write(stream, array));

    /// <summary>Writes one array to a stream.</summary>
    /// <param name="stream">Receives the bytes; it is left open.</param>
    /// <param name="array">The array.</param>
    public static void Write(Stream stream, NpyArray array)
    {
        NpyElement element = array.ElementType with { BigEndian = false };
        stream.Write(NpyHeader.Write(element, array.Shape));
        Span<byte> bytes = Bytes(array.Elements, element.Size);
        if (BitConverter.IsLittleEndian || element.Size == 1)
        {
            stream.Write(bytes);
            return;
        }
        byte[] copy = bytes.ToArray();
        ByteOrder.Reverse(copy, element.Size);
        stream.Write(copy);
    }

    /// <summary>Reads one array of a known number of bytes.</summary>
    internal static NpyArray Read(Stream stream, long length, string path)
    {
        NpyHeader header = NpyHeader.Read(stream, path);
        long expected = (long)header.Count * header.Element.Size;
        long there = length - header.DataOffset;
        if (there != expected)
        {
            throw new GspFormatException(
                path,
                header.DataOffset,
                "data",
                FormattableString.Invariant(
                    $"shape ({string.Join(", ", header.Shape)}) of {header.Element} needs {expected} bytes; {Math.Max(0, there)} are there"
                )
            );
        }
        Array elements = header.Element.NewArray(header.Count);
        Span<byte> bytes = Bytes(elements, header.Element.Size);
        bool transposed = header.FortranOrder && header.Shape.Count(axis => axis > 1) > 1;
        if (transposed)
        {
            ReadFortran(stream, bytes, header, path);
        }
        else
        {
            Fill(stream, bytes, header.DataOffset, path);
        }
        if (header.Element.BigEndian == BitConverter.IsLittleEndian)
        {
            ByteOrder.Reverse(bytes, header.Element.Size);
        }
        if (elements is bool[])
        {
            // Any byte but 0 and 1 would make a bool that compares unequal to true.
            int strange = bytes.IndexOfAnyExcept((byte)0, (byte)1);
            if (strange >= 0)
            {
                throw new GspFormatException(path, header.DataOffset + strange, "data", "a boolean is neither 0 nor 1");
            }
        }
        return new NpyArray(elements, header.Shape) { ElementType = header.Element };
    }

    /// <summary>Reads elements whose first index runs fastest and scatters them into row-major order, piece by piece.</summary>
    private static void ReadFortran(Stream stream, Span<byte> target, NpyHeader header, string path)
    {
        int size = header.Element.Size;
        int[] shape = header.Shape;
        var strides = new int[shape.Length];
        for (int axis = shape.Length - 1, stride = 1; axis >= 0; stride *= shape[axis], axis--)
        {
            strides[axis] = stride;
        }
        var index = new int[shape.Length];
        byte[] piece = new byte[Math.Min(target.Length, 8192 * size)];
        int place = 0;
        for (int done = 0; done < target.Length; )
        {
            Span<byte> part = piece.AsSpan(0, Math.Min(piece.Length, target.Length - done));
            Fill(stream, part, header.DataOffset + done, path);
            for (int at = 0; at < part.Length; at += size)
            {
                part.Slice(at, size).CopyTo(target[(place * size)..]);
                for (int axis = 0; axis < shape.Length; axis++)
                {
                    place += strides[axis];
                    if (++index[axis] < shape[axis])
                    {
                        break;
                    }
                    place -= strides[axis] * shape[axis];
                    index[axis] = 0;
                }
            }
            done += part.Length;
        }
    }

    private static void Fill(Stream stream, Span<byte> target, long offset, string path)
    {
        int read = stream.ReadAtLeast(target, target.Length, throwOnEndOfStream: false);
        if (read < target.Length)
        {
            throw new GspFormatException(
                path,
                offset + read,
                "data",
                $"the file ends {target.Length - read} bytes too early"
            );
        }
    }

    private static Span<byte> Bytes(Array elements, int size) =>
        MemoryMarshal.CreateSpan(ref MemoryMarshal.GetArrayDataReference(elements), elements.Length * size);
}
