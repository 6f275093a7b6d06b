using System.Numerics;
using System.Runtime.InteropServices;

namespace Gsp.Networks;

/// <summary>An open checkpoint: its metadata, its tensors, and their values when they are asked for.</summary>
/// <remarks>
/// Made by <see cref="Safetensors"/>. The header is checked once at opening; a tensor's values are read when asked for, straight into their
/// array or 64 KiB at a time where they are converted. Reading is safe from several threads at once. A checkpoint of several files reads as one.
/// Numbers are never rounded unasked: what a type cannot hold is refused unless <c>allowRounding</c> says so.
/// </remarks>
public sealed class SafetensorsFile : IDisposable
{
    private readonly IReadOnlyList<SafetensorsPart> parts;
    private readonly Dictionary<string, (SafetensorsEntry Entry, SafetensorsPart Part)> places;

    /// <summary>Takes over opened files and the tensors of them that count.</summary>
    internal SafetensorsFile(
        string path,
        IReadOnlyList<SafetensorsPart> parts,
        IReadOnlyList<(SafetensorsEntry Entry, SafetensorsPart Part)> tensors
    )
    {
        Path = path;
        this.parts = parts;
        places = new(tensors.Count, StringComparer.Ordinal);
        foreach ((SafetensorsEntry Entry, SafetensorsPart Part) tensor in tensors)
        {
            places.Add(tensor.Entry.Name, tensor);
        }
        Entries = [.. tensors.Select(tensor => tensor.Entry)];
        var metadata = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach ((string key, string value) in parts.SelectMany(part => part.Header.Metadata))
        {
            metadata.TryAdd(key, value);
        }
        Metadata = metadata;
    }

    /// <summary>The path that was opened.</summary>
    public string Path { get; }

    /// <summary>The free text of the header, by key in ordinal order; of several files the first that has a key counts.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; }

    /// <summary>The tensors in the order of their data; of several files, file by file in ordinal order of the files' names.</summary>
    public IReadOnlyList<SafetensorsEntry> Entries { get; }

    /// <summary>The entry of a name.</summary>
    /// <param name="name">The tensor's name.</param>
    /// <exception cref="ArgumentException">There is no such tensor.</exception>
    public SafetensorsEntry this[string name] => Place(name).Entry;

    /// <summary>Whether there is a tensor of a name.</summary>
    /// <param name="name">The tensor's name.</param>
    /// <returns>True where there is.</returns>
    public bool Contains(string name) => places.ContainsKey(name);

    /// <summary>Values in single precision.</summary>
    /// <param name="name">A tensor of F32, F16, BF16, I16, I8 or U8; with rounding also F64, I64 or I32.</param>
    /// <param name="allowRounding">Whether numbers may be rounded to the nearest single, or to infinity.</param>
    /// <returns>The values, row-major. F32 bits are kept; a widened NaN keeps its payload and becomes quiet.</returns>
    /// <exception cref="ArgumentException">No such tensor, not numbers, would be rounded, or too many for an array.</exception>
    /// <exception cref="GspFormatException">The file has become shorter.</exception>
    public float[] ReadSingles(string name, bool allowRounding = false) => ReadNumbers<float>(name, allowRounding);

    /// <summary>Values in single precision, into memory that is there.</summary>
    /// <param name="name">A tensor as for <see cref="ReadSingles(string, bool)"/>.</param>
    /// <param name="target">Receives the values; as long as the tensor has elements.</param>
    /// <param name="allowRounding">Whether numbers may be rounded.</param>
    /// <exception cref="ArgumentException">As there, or the length is another.</exception>
    public void ReadSingles(string name, Span<float> target, bool allowRounding = false) =>
        ReadNumbers(name, target, allowRounding);

    /// <summary>Values in double precision.</summary>
    /// <param name="name">A tensor of F64, F32, F16, BF16, I32, I16, I8 or U8; with rounding also I64.</param>
    /// <param name="allowRounding">Whether integers beyond 2^53 may be rounded to the nearest double.</param>
    /// <returns>The values, row-major.</returns>
    /// <exception cref="ArgumentException">No such tensor, not numbers, would be rounded, or too many for an array.</exception>
    /// <exception cref="GspFormatException">The file has become shorter.</exception>
    public double[] ReadDoubles(string name, bool allowRounding = false) => ReadNumbers<double>(name, allowRounding);

    /// <summary>Values in double precision, into memory that is there.</summary>
    /// <param name="name">A tensor as for <see cref="ReadDoubles(string, bool)"/>.</param>
    /// <param name="target">Receives the values; as long as the tensor has elements.</param>
    /// <param name="allowRounding">Whether integers may be rounded.</param>
    /// <exception cref="ArgumentException">As there, or the length is another.</exception>
    public void ReadDoubles(string name, Span<double> target, bool allowRounding = false) =>
        ReadNumbers(name, target, allowRounding);

    /// <summary>Whole numbers.</summary>
    /// <param name="name">A tensor of I64, I32, I16, I8 or U8.</param>
    /// <returns>The values, row-major.</returns>
    /// <exception cref="ArgumentException">No such tensor, of another type, or too many for an array.</exception>
    /// <exception cref="GspFormatException">The file has become shorter.</exception>
    public long[] ReadInt64(string name) => ReadNumbers<long>(name, allowRounding: false);

    /// <summary>Whole numbers of 32 bits.</summary>
    /// <param name="name">A tensor of I64, I32, I16, I8 or U8.</param>
    /// <returns>The values, row-major.</returns>
    /// <exception cref="ArgumentException">No such tensor, of another type, too many for an array, or a value does not fit.</exception>
    /// <exception cref="GspFormatException">The file has become shorter.</exception>
    public int[] ReadInt32(string name)
    {
        long[] wide = ReadInt64(name);
        int[] values = new int[wide.Length];
        for (int i = 0; i < values.Length; i++)
        {
            Require.That(
                wide[i] is >= int.MinValue and <= int.MaxValue,
                FormattableString.Invariant($"{name}: value {i} is {wide[i]}, beyond 32 bits; use ReadInt64"),
                nameof(name)
            );
            values[i] = (int)wide[i];
        }
        return values;
    }

    /// <summary>Truth values.</summary>
    /// <param name="name">A tensor of BOOL.</param>
    /// <returns>The values, row-major.</returns>
    /// <exception cref="ArgumentException">No such tensor, or of another type.</exception>
    /// <exception cref="GspFormatException">A byte is neither 0 nor 1, or the file has become shorter.</exception>
    public bool[] ReadBooleans(string name)
    {
        (SafetensorsEntry entry, SafetensorsPart part) = Place(name);
        Require.That(entry.Dtype == SafetensorsDtype.Bool, $"{entry} holds no truth values", nameof(name));
        bool[] values = new bool[ArrayLength(entry, entry.Length)];
        Span<byte> bytes = MemoryMarshal.AsBytes(values.AsSpan());
        part.ReadAt(entry.Offset, bytes, name);
        int strange = bytes.IndexOfAnyExcept((byte)0, (byte)1);
        return strange < 0
            ? values
            : throw new GspFormatException(
                part.Path,
                entry.Offset + strange,
                name,
                FormattableString.Invariant($"a truth value is {bytes[strange]}, neither 0 nor 1")
            );
    }

    /// <summary>The stored bytes of a tensor of any type, as they are.</summary>
    /// <param name="name">The tensor's name.</param>
    /// <returns>The bytes, little endian.</returns>
    /// <exception cref="ArgumentException">No such tensor, or too long for an array.</exception>
    /// <exception cref="GspFormatException">The file has become shorter.</exception>
    public byte[] ReadBytes(string name)
    {
        (SafetensorsEntry entry, SafetensorsPart part) = Place(name);
        byte[] bytes = new byte[ArrayLength(entry, entry.Length)];
        part.ReadAt(entry.Offset, bytes, name);
        return bytes;
    }

    /// <summary>A piece of the stored bytes of a tensor of any type.</summary>
    /// <param name="name">The tensor's name.</param>
    /// <param name="start">First byte of the piece, from the start of the tensor.</param>
    /// <param name="target">Receives the bytes.</param>
    /// <exception cref="ArgumentException">No such tensor, or the piece lies outside it.</exception>
    /// <exception cref="GspFormatException">The file has become shorter.</exception>
    public void ReadBytes(string name, long start, Span<byte> target)
    {
        (SafetensorsEntry entry, SafetensorsPart part) = Place(name);
        Require.InRange(start, 0, entry.Length - target.Length, $"{entry} has {entry.Length} bytes");
        part.ReadAt(entry.Offset + start, target, name);
    }

    /// <summary>Closes the files.</summary>
    public void Dispose()
    {
        foreach (SafetensorsPart part in parts)
        {
            part.Dispose();
        }
    }

    /// <summary>The path and what is in it.</summary>
    /// <returns>For instance <c>model.safetensors: 39 tensors, 10216 bytes of data</c>.</returns>
    public override string ToString() =>
        FormattableString.Invariant(
            $"{Path}: {Entries.Count} tensors, {Entries.Sum(entry => entry.Length)} bytes of data"
        );

    private T[] ReadNumbers<T>(string name, bool allowRounding)
        where T : unmanaged, INumberBase<T>
    {
        SafetensorsEntry entry = Readable<T>(name, allowRounding).Entry;
        var values = new T[ArrayLength(entry, entry.Count)];
        ReadNumbers<T>(name, values, allowRounding);
        return values;
    }

    private void ReadNumbers<T>(string name, Span<T> target, bool allowRounding)
        where T : unmanaged, INumberBase<T>
    {
        (SafetensorsEntry entry, SafetensorsPart part) = Readable<T>(name, allowRounding);
        Require.That(
            target.Length == entry.Count,
            FormattableString.Invariant($"target holds {target.Length} values; {entry} has {entry.Count}"),
            nameof(target)
        );
        int size = entry.Dtype.Bits / 8;
        if (SafetensorsValues.DtypeOf<T>() == entry.Dtype)
        {
            // In pieces, since a span counts its bytes in 32 bits.
            const int most = 1 << 27;
            for (int done = 0; done < target.Length; done += Math.Min(most, target.Length - done))
            {
                Span<byte> bytes = MemoryMarshal.AsBytes(target.Slice(done, Math.Min(most, target.Length - done)));
                part.ReadAt(entry.Offset + ((long)done * size), bytes, name);
                ByteOrder.LittleEndian(bytes, size);
            }
            return;
        }
        byte[] piece = new byte[Math.Min(SafetensorsValues.PieceLength, entry.Length)];
        for (int done = 0; done < target.Length; )
        {
            int count = Math.Min(piece.Length / size, target.Length - done);
            Span<byte> bytes = piece.AsSpan(0, count * size);
            part.ReadAt(entry.Offset + ((long)done * size), bytes, name);
            SafetensorsValues.Decode(entry.Dtype, bytes, target.Slice(done, count));
            done += count;
        }
    }

    private (SafetensorsEntry Entry, SafetensorsPart Part) Readable<T>(string name, bool allowRounding)
    {
        (SafetensorsEntry Entry, SafetensorsPart Part) place = Place(name);
        bool? fits = SafetensorsValues.Fits<T>(place.Entry.Dtype);
        Require.That(
            fits is not null,
            $"{place.Entry} cannot be read as {typeof(T).Name}; use the method of its type, or ReadBytes",
            nameof(name)
        );
        Require.That(
            fits == true || allowRounding,
            $"{place.Entry} would be rounded to {typeof(T).Name}; ask for it with allowRounding",
            nameof(name)
        );
        return place;
    }

    private (SafetensorsEntry Entry, SafetensorsPart Part) Place(string name)
    {
        if (places.TryGetValue(name, out (SafetensorsEntry, SafetensorsPart) place))
        {
            return place;
        }
        string? nearest = NearestTensorName.Of(name, places.Keys);
        throw new ArgumentException(
            $"{Path} has no tensor '{name}'{(nearest is null ? "" : $"; did you mean '{nearest}'?")}",
            nameof(name)
        );
    }

    private static int ArrayLength(SafetensorsEntry entry, long count) =>
        count <= Array.MaxLength
            ? (int)count
            : throw new ArgumentException(
                FormattableString.Invariant($"{entry} has {count} values, more than an array holds; read it in pieces")
            );
}
