using System.Text;

namespace Gsp.Recordings;

/// <summary>Reads one array of a MAT-file of version 5: flags, dimensions, name, and what its class asks for.</summary>
internal static class Mat5Array
{
    private const int DeepestNesting = 64;
    private const int MostAxes = 32;
    private const int SmallestElement = 8;
    private const int Complex = 0x0800;
    private const int Logical = 0x0200;

    // By class number; the numeric classes are 6 to 15.
    private static readonly MatKind[] Numeric =
    [
        MatKind.Double,
        MatKind.Single,
        MatKind.Int8,
        MatKind.UInt8,
        MatKind.Int16,
        MatKind.UInt16,
        MatKind.Int32,
        MatKind.UInt32,
        MatKind.Int64,
        MatKind.UInt64,
    ];

    /// <summary>Reads an array.</summary>
    /// <param name="elements">The elements inside the array's element.</param>
    /// <param name="isWanted">Whether to read the content of an array of this name.</param>
    /// <param name="depth">How many arrays this one lies in.</param>
    /// <returns>Null where the array is not wanted.</returns>
    public static MatArray? Read(ref Mat5Elements elements, Func<string, bool> isWanted, int depth)
    {
        if (elements.AtEnd)
        {
            return MatArray.Empty;
        }
        if (depth > DeepestNesting)
        {
            throw elements.Error("array", $"arrays lie in each other more than {DeepestNesting} deep");
        }
        int[] flags = elements.Integers("array flags");
        if (flags.Length != 2)
        {
            throw elements.Error("array flags", $"{flags.Length} numbers; expected 2");
        }
        int kind = flags[0] & 0xFF;
        // Objects of the newer kind have a name where others have dimensions.
        bool opaque = kind == 17;
        int[] dimensions = opaque ? [1, 1] : Dimensions(ref elements);
        string name = MatFile.PaddedText(elements.Next("name", out MatStorage type));
        if (type is not (MatStorage.Int8 or MatStorage.UInt8 or MatStorage.Utf8))
        {
            throw elements.Error("name", $"an element of type {(int)type}; expected bytes");
        }
        if (!isWanted(name))
        {
            return null;
        }
        var array = new MatArray
        {
            Name = name,
            Dimensions = dimensions,
            Kind = MatKind.Unsupported,
        };
        long count = Count(ref elements, dimensions);
        return kind switch
        {
            1 => array with { Kind = MatKind.Cell, Cells = Arrays(ref elements, count, depth) },
            2 => Structure(ref elements, array, count, depth),
            4 => array with { Kind = MatKind.Text, Characters = Mat5Text.Read(ref elements, dimensions, count) },
            5 => Mat5Sparse.Read(ref elements, array, (flags[0] & Complex) != 0, (flags[0] & Logical) != 0),
            >= 6 and <= 15 => Numbers(ref elements, array, Numeric[kind - 6], flags[0], count),
            3 or 16 or 17 => array,
            _ => throw elements.Error("array flags", $"array class {kind} is unknown (damaged)"),
        };
    }

    private static int[] Dimensions(ref Mat5Elements elements)
    {
        int[] dimensions = elements.Integers("dimensions");
        return dimensions.Length is >= 2 and <= MostAxes && !dimensions.Any(length => length < 0)
            ? dimensions
            : throw elements.Error(
                "dimensions",
                $"({string.Join(", ", dimensions.Take(MostAxes))}) are not 2 to {MostAxes} lengths of zero or more"
            );
    }

    /// <summary>The number of elements; an error where it exceeds what any array can hold.</summary>
    private static long Count(ref Mat5Elements elements, int[] dimensions)
    {
        long count = 1;
        foreach (int length in dimensions)
        {
            // Bounded even where a zero axis follows, so that no later arithmetic can overflow.
            count = count == 0 || length == 0 ? 0 : count * length;
            if (count > int.MaxValue)
            {
                throw elements.Error(
                    "dimensions",
                    $"({string.Join(", ", dimensions)}) are more elements than can be held"
                );
            }
        }
        return count;
    }

    private static MatArray Numbers(ref Mat5Elements elements, MatArray array, MatKind kind, int flags, long count)
    {
        kind = (flags & Logical) != 0 ? MatKind.Logical : kind;
        return array with
        {
            Kind = kind,
            Elements = Part(ref elements, "real part", kind, count),
            Imaginary = (flags & Complex) != 0 ? Part(ref elements, "imaginary part", kind, count) : null,
        };
    }

    /// <summary>The next element as so many numbers.</summary>
    public static Array Part(ref Mat5Elements elements, string field, MatKind kind, long count)
    {
        ReadOnlySpan<byte> bytes = elements.Next(field, out MatStorage storage);
        int size = storage is MatStorage.Utf8 or MatStorage.Utf16 or MatStorage.Utf32 ? 0 : MatNumbers.Size(storage);
        if (size == 0 || bytes.Length != count * size)
        {
            throw elements.Error(
                field,
                FormattableString.Invariant(
                    $"{bytes.Length} bytes of type {(int)storage} are there; {count} numbers were promised"
                )
            );
        }
        return MatNumbers.Read(bytes, storage, kind, elements.Swap);
    }

    private static MatArray Structure(ref Mat5Elements elements, MatArray array, long count, int depth)
    {
        int[] length = elements.Integers("field name length");
        ReadOnlySpan<byte> text = elements.Next("field names", out _);
        if (length.Length != 1 || length[0] < 1 || text.Length % length[0] != 0)
        {
            throw elements.Error("field names", $"{text.Length} bytes are no whole number of names");
        }
        string[] names = new string[text.Length / length[0]];
        for (int k = 0; k < names.Length; k++)
        {
            names[k] = MatFile.PaddedText(text.Slice(k * length[0], length[0]));
        }
        if (names.Distinct(StringComparer.Ordinal).Count() < names.Length)
        {
            throw elements.Error("field names", "two fields of a structure have the same name");
        }
        return array with
        {
            Kind = MatKind.Structure,
            FieldNames = names,
            FieldValues = Arrays(ref elements, count * names.Length, depth),
        };
    }

    private static MatArray[] Arrays(ref Mat5Elements elements, long count, int depth)
    {
        if (count > elements.Left / SmallestElement)
        {
            throw elements.Error(
                "elements",
                FormattableString.Invariant(
                    $"{count} arrays do not fit into the {elements.Left} bytes left (truncated?)"
                )
            );
        }
        var arrays = new MatArray[count];
        for (int k = 0; k < arrays.Length; k++)
        {
            ReadOnlySpan<byte> content = elements.Next("element", out MatStorage type);
            Mat5Elements inner = elements.Inside(content);
            if (type != MatStorage.Matrix)
            {
                throw elements.Error("element", $"an element of type {(int)type} where an array should stand");
            }
            arrays[k] = Read(ref inner, _ => true, depth + 1)!;
        }
        return arrays;
    }
}
