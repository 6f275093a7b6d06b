using System.Numerics;
using System.Runtime.InteropServices;

namespace Gsp.Networks;

/// <summary>A tensor to be written: name, type, shape, and where its values come from.</summary>
/// <remarks>Values are referred to, not copied, and are read while the file is written: they must not change until then.</remarks>
public sealed class SafetensorsSource
{
    private readonly Action<Stream> write;

    private SafetensorsSource(string name, SafetensorsDtype dtype, IReadOnlyList<long> shape, Action<Stream> write)
    {
        Name = name;
        Dtype = dtype;
        Shape = shape;
        Length = dtype.Bytes(SafetensorsEntry.ElementCount(shape)!.Value)!.Value;
        this.write = write;
    }

    /// <summary>The tensor's name.</summary>
    public string Name { get; }

    /// <summary>The type in the file.</summary>
    public SafetensorsDtype Dtype { get; }

    /// <summary>The dimensions, the last running fastest.</summary>
    public IReadOnlyList<long> Shape { get; }

    /// <summary>Bytes in the file.</summary>
    public long Length { get; }

    /// <summary>Values stored in the type they have.</summary>
    /// <typeparam name="T">double, float, Half, long, int, short, sbyte, byte or bool.</typeparam>
    /// <param name="name">The tensor's name.</param>
    /// <param name="shape">The dimensions; empty for a single number.</param>
    /// <param name="values">The values, row-major.</param>
    /// <returns>The tensor.</returns>
    /// <exception cref="ArgumentException">Another type, or the shape has another number of values.</exception>
    public static SafetensorsSource Of<T>(string name, ReadOnlySpan<int> shape, ReadOnlyMemory<T> values)
        where T : unmanaged
    {
        SafetensorsDtype dtype =
            SafetensorsValues.DtypeOf<T>()
            ?? throw new ArgumentException($"{name}: {typeof(T).Name} is not a type that is stored", nameof(values));
        long[] dimensions = Dimensions(name, shape, values.Length);
        return new(name, dtype, dimensions, stream => WriteBytes(stream, values, dtype));
    }

    /// <summary>Single-precision values stored in a floating-point type, rounded to the nearest where it has fewer bits.</summary>
    /// <param name="name">The tensor's name.</param>
    /// <param name="shape">The dimensions.</param>
    /// <param name="values">The values, row-major.</param>
    /// <param name="dtype">F64, F32, F16 or BF16.</param>
    /// <returns>The tensor.</returns>
    /// <exception cref="ArgumentException">Another type, or the shape has another number of values.</exception>
    public static SafetensorsSource Of(
        string name,
        ReadOnlySpan<int> shape,
        ReadOnlyMemory<float> values,
        SafetensorsDtype dtype
    ) => Converted(name, shape, values, dtype);

    /// <summary>Double-precision values stored in a floating-point type, rounded once to the nearest where it has fewer bits.</summary>
    /// <param name="name">The tensor's name.</param>
    /// <param name="shape">The dimensions.</param>
    /// <param name="values">The values, row-major.</param>
    /// <param name="dtype">F64, F32, F16 or BF16.</param>
    /// <returns>The tensor.</returns>
    /// <exception cref="ArgumentException">Another type, or the shape has another number of values.</exception>
    public static SafetensorsSource Of(
        string name,
        ReadOnlySpan<int> shape,
        ReadOnlyMemory<double> values,
        SafetensorsDtype dtype
    ) => Converted(name, shape, values, dtype);

    /// <summary>Bytes stored as they are, for types that have no counterpart here.</summary>
    /// <param name="name">The tensor's name.</param>
    /// <param name="shape">The dimensions.</param>
    /// <param name="bytes">The elements, little endian, row-major.</param>
    /// <param name="dtype">A type of the format.</param>
    /// <returns>The tensor.</returns>
    /// <exception cref="ArgumentException">The type is not known, or type and shape take another number of bytes.</exception>
    public static SafetensorsSource OfBytes(
        string name,
        ReadOnlySpan<long> shape,
        ReadOnlyMemory<byte> bytes,
        SafetensorsDtype dtype
    )
    {
        long[] dimensions = shape.ToArray();
        string text = SafetensorsEntry.ShapeText(dimensions);
        Require.That(dtype.Bits > 0, $"{name}: the type {dtype} is not known", nameof(dtype));
        Require.That(
            Array.TrueForAll(dimensions, d => d >= 0),
            $"{name}: {text} has a negative dimension",
            nameof(shape)
        );
        Require.That(
            SafetensorsEntry.ElementCount(dimensions) is long count && dtype.Bytes(count) == bytes.Length,
            FormattableString.Invariant($"{name}: {bytes.Length} bytes given; {dtype} {text} takes another number"),
            nameof(bytes)
        );
        return new(name, dtype, dimensions, stream => stream.Write(bytes.Span));
    }

    /// <summary>A tensor of another checkpoint, copied 64 KiB at a time without a change.</summary>
    /// <param name="file">The checkpoint, open until this is written.</param>
    /// <param name="name">The tensor's name there.</param>
    /// <param name="newName">The name to write; null for the same.</param>
    /// <returns>The tensor.</returns>
    /// <exception cref="ArgumentException">No such tensor, or a type that is not known.</exception>
    public static SafetensorsSource From(SafetensorsFile file, string name, string? newName = null)
    {
        SafetensorsEntry entry = file[name];
        Require.That(entry.Dtype.Bits > 0, $"{entry}: the type is not known", nameof(name));
        return new(newName ?? name, entry.Dtype, entry.Shape, stream => Copy(file, entry, stream));
    }

    /// <summary>Name, type and shape.</summary>
    /// <returns>For instance <c>encoder.weight F32 [64, 32]</c>.</returns>
    public override string ToString() => $"{Name} {Dtype} {SafetensorsEntry.ShapeText(Shape)}";

    /// <summary>Writes the elements, <see cref="Length"/> bytes.</summary>
    internal void WriteTo(Stream stream) => write(stream);

    private static SafetensorsSource Converted<T>(
        string name,
        ReadOnlySpan<int> shape,
        ReadOnlyMemory<T> values,
        SafetensorsDtype dtype
    )
        where T : unmanaged, INumberBase<T>
    {
        if (SafetensorsValues.DtypeOf<T>() == dtype)
        {
            return Of(name, shape, values);
        }
        Require.That(
            dtype.Name is "F64" or "F32" or "F16" or "BF16",
            $"{name}: {dtype} is not a floating-point type that is converted to",
            nameof(dtype)
        );
        return new(name, dtype, Dimensions(name, shape, values.Length), stream => Encode(stream, values, dtype));
    }

    private static void Encode<T>(Stream stream, ReadOnlyMemory<T> values, SafetensorsDtype dtype)
        where T : unmanaged, INumberBase<T>
    {
        int size = dtype.Bits / 8;
        byte[] piece = new byte[SafetensorsValues.PieceLength];
        for (int done = 0; done < values.Length; )
        {
            int count = Math.Min(piece.Length / size, values.Length - done);
            SafetensorsValues.Encode(values.Span.Slice(done, count), dtype, piece.AsSpan(0, count * size));
            stream.Write(piece, 0, count * size);
            done += count;
        }
    }

    private static void WriteBytes<T>(Stream stream, ReadOnlyMemory<T> values, SafetensorsDtype dtype)
        where T : unmanaged
    {
        // In pieces, since a span counts its bytes in 32 bits.
        const int most = SafetensorsValues.PieceLength;
        for (int done = 0; done < values.Length; done += most)
        {
            ReadOnlySpan<T> part = values.Span.Slice(done, Math.Min(most, values.Length - done));
            if (BitConverter.IsLittleEndian)
            {
                stream.Write(MemoryMarshal.AsBytes(part));
                continue;
            }
            byte[] copy = MemoryMarshal.AsBytes(part).ToArray();
            ByteOrder.LittleEndian(copy, dtype.Bits / 8);
            stream.Write(copy);
        }
    }

    private static void Copy(SafetensorsFile file, SafetensorsEntry entry, Stream stream)
    {
        byte[] piece = new byte[Math.Min(SafetensorsValues.PieceLength, entry.Length)];
        for (long done = 0; done < entry.Length; )
        {
            Span<byte> part = piece.AsSpan(0, (int)Math.Min(piece.Length, entry.Length - done));
            file.ReadBytes(entry.Name, done, part);
            stream.Write(part);
            done += part.Length;
        }
    }

    private static long[] Dimensions(string name, ReadOnlySpan<int> shape, int count)
    {
        long[] dimensions = new long[shape.Length];
        for (int axis = 0; axis < shape.Length; axis++)
        {
            dimensions[axis] = Require.NotNegative(shape[axis], name, nameof(shape));
        }
        Require.That(
            SafetensorsEntry.ElementCount(dimensions) == count,
            FormattableString.Invariant(
                $"{name}: {count} values given; the shape {SafetensorsEntry.ShapeText(dimensions)} has another number"
            ),
            "values"
        );
        return dimensions;
    }
}
