using System.Buffers.Binary;

namespace Gsp.Networks;

/// <summary>The header of a safetensors file, read and checked: what is in here can be trusted against the file's length.</summary>
/// <remarks>
/// Layout: a little-endian 64-bit header length, the header as JSON, the data. Checked: the ranges of the tensors lie in the data, agree with
/// type and shape, and cover the data without overlap, hole or rest, so that no two readers can see different content in one file.
/// </remarks>
internal sealed class SafetensorsHeader
{
    /// <summary>Bytes of the header's length.</summary>
    public const int PrefixLength = 8;

    /// <summary>Longest header that is read or written, as in the reference implementation.</summary>
    public const int LongestHeader = 100_000_000;

    // More than any tensor library has; it keeps a header of "0,0,0,..." from growing into an array eight times as long.
    private const int MostDimensions = 64;

    /// <summary>The name that stands for free text.</summary>
    public const string MetadataName = "__metadata__";

    private readonly string path;
    private readonly long dataStart;
    private readonly long dataLength;
    private readonly List<(SafetensorsEntry Entry, long Position)> places = [];
    private readonly HashSet<string> names = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> metadata = new(StringComparer.Ordinal);

    private SafetensorsHeader(ReadOnlySpan<byte> text, long fileLength, string path)
    {
        this.path = path;
        dataStart = PrefixLength + text.Length;
        dataLength = fileLength - dataStart;
        var json = new StrictJson(text, path, PrefixLength, "header");
        while (json.NextName("header", out string name))
        {
            if (!names.Add(name))
            {
                throw json.Wrong(name, "the name occurs twice");
            }
            if (name == MetadataName)
            {
                ReadMetadata(ref json);
            }
            else
            {
                ReadEntry(ref json, name);
            }
        }
        json.End("header");
        Entries = Tiled();
    }

    /// <summary>The free text of the header.</summary>
    public IReadOnlyDictionary<string, string> Metadata => metadata;

    /// <summary>The tensors in the order of their data.</summary>
    public IReadOnlyList<SafetensorsEntry> Entries { get; }

    /// <summary>The header's length in bytes, checked against the file's before anything is allocated.</summary>
    /// <param name="prefix">The first bytes of the file, 8 where it has so many.</param>
    /// <param name="fileLength">Bytes of the file.</param>
    /// <param name="path">The file to name in errors.</param>
    public static int ReadLength(ReadOnlySpan<byte> prefix, long fileLength, string path)
    {
        if (fileLength < PrefixLength || prefix.Length < PrefixLength)
        {
            throw new GspFormatException(
                path,
                0,
                "header length",
                FormattableString.Invariant($"the file has {fileLength} bytes; the header length alone takes 8")
            );
        }
        ulong length = BinaryPrimitives.ReadUInt64LittleEndian(prefix);
        string? reason =
            length == 0 ? "0: there is no header"
            : length > LongestHeader ? FormattableString.Invariant($"{length}; at most {LongestHeader} are allowed")
            : length > (ulong)(fileLength - PrefixLength)
                ? FormattableString.Invariant($"{length}; only {fileLength - PrefixLength} bytes follow")
            : null;
        return reason is null ? (int)length : throw new GspFormatException(path, 0, "header length", reason);
    }

    /// <summary>Reads and checks the header's text.</summary>
    /// <param name="text">The JSON text without the length before it.</param>
    /// <param name="fileLength">Bytes of the file.</param>
    /// <param name="path">The file to name in errors.</param>
    public static SafetensorsHeader Parse(ReadOnlySpan<byte> text, long fileLength, string path) =>
        new(text, fileLength, path);

    private void ReadMetadata(ref StrictJson json)
    {
        json.BeginObject(MetadataName);
        while (json.NextName(MetadataName, out string key))
        {
            if (metadata.ContainsKey(key))
            {
                throw json.Wrong($"{MetadataName}.{key}", "the key occurs twice");
            }
            metadata.Add(key, json.Text($"{MetadataName}.{key}"));
        }
    }

    private void ReadEntry(ref StrictJson json, string name)
    {
        SafetensorsDtype? dtype = null;
        long[]? shape = null;
        long[]? offsets = null;
        long position = json.Position;
        long entryPosition = position;
        json.BeginObject(name);
        while (json.NextName(name, out string key))
        {
            switch (key)
            {
                case "dtype":
                    Once(ref json, name, key, dtype);
                    dtype = SafetensorsDtype.Of(json.Text($"{name}.dtype"));
                    break;
                case "shape":
                    Once(ref json, name, key, shape);
                    shape = ReadNumbers(ref json, $"{name}.shape", MostDimensions);
                    break;
                case "data_offsets":
                    Once(ref json, name, key, offsets);
                    position = json.Position;
                    offsets = ReadNumbers(ref json, $"{name}.data_offsets", 2);
                    break;
                default:
                    // What a later version may add; the reference implementation passes over it too.
                    json.Skip(name);
                    break;
            }
        }
        string? missing =
            dtype is null ? "dtype"
            : shape is null ? "shape"
            : offsets is null ? "data_offsets"
            : null;
        if (missing is not null)
        {
            throw new GspFormatException(path, entryPosition, $"{name}.{missing}", "is missing");
        }
        places.Add((Checked(name, dtype!, shape!, offsets!, position), position));
    }

    private static void Once(ref StrictJson json, string name, string key, object? before)
    {
        if (before is not null)
        {
            throw json.Wrong($"{name}.{key}", "occurs twice");
        }
    }

    private static long[] ReadNumbers(ref StrictJson json, string field, int most)
    {
        var numbers = new List<long>();
        json.BeginArray(field);
        while (json.NextWhole(field, out long number))
        {
            if (numbers.Count == most)
            {
                throw json.Wrong(field, FormattableString.Invariant($"more than {most} numbers"));
            }
            numbers.Add(number);
        }
        return [.. numbers];
    }

    /// <summary>The entry, its range inside the data and as long as type and shape say.</summary>
    private SafetensorsEntry Checked(string name, SafetensorsDtype dtype, long[] shape, long[] offsets, long position)
    {
        GspFormatException Wrong(string part, FormattableString reason) =>
            new(path, position, $"{name}.{part}", FormattableString.Invariant(reason));

        if (offsets.Length != 2)
        {
            throw Wrong("data_offsets", $"{offsets.Length} numbers; expected begin and end");
        }
        (long begin, long end) = (offsets[0], offsets[1]);
        if (begin > end)
        {
            throw Wrong("data_offsets", $"begin {begin} lies behind end {end}");
        }
        if (end > dataLength)
        {
            throw Wrong("data_offsets", $"end {end} lies behind the data's end at {dataLength}");
        }
        string shapeText = SafetensorsEntry.ShapeText(shape);
        long elements =
            SafetensorsEntry.ElementCount(shape)
            ?? throw Wrong("shape", $"{shapeText} has more than 2^63 - 1 elements");
        if (dtype.Bits != 0)
        {
            long length =
                dtype.Bytes(elements)
                ?? throw Wrong("shape", $"{dtype} {shapeText} is not a whole number of bytes below 2^63");
            if (length != end - begin)
            {
                throw Wrong("data_offsets", $"hold {end - begin} bytes; {dtype} {shapeText} takes {length}");
            }
        }
        return new SafetensorsEntry(name, dtype, Array.AsReadOnly(shape), dataStart + begin, end - begin);
    }

    /// <summary>The entries in the order of their data, which they cover exactly.</summary>
    private SafetensorsEntry[] Tiled()
    {
        long covered = dataStart;
        // A stable order: tensors without data stay as the header has them.
        var ordered = places.OrderBy(place => place.Entry.Offset).ThenBy(place => place.Entry.Length).ToArray();
        foreach ((SafetensorsEntry entry, long position) in ordered)
        {
            if (entry.Offset != covered)
            {
                string what = entry.Offset < covered ? "overlaps the tensor before it" : "leaves a hole before it";
                throw new GspFormatException(
                    path,
                    position,
                    $"{entry.Name}.data_offsets",
                    FormattableString.Invariant(
                        $"{what}: begins at {entry.Offset - dataStart}; the data is taken up to {covered - dataStart}"
                    )
                );
            }
            covered += entry.Length;
        }
        if (covered != dataStart + dataLength)
        {
            throw new GspFormatException(
                path,
                covered,
                "data",
                FormattableString.Invariant($"{dataStart + dataLength - covered} bytes follow the last tensor")
            );
        }
        return [.. ordered.Select(place => place.Entry)];
    }
}
