namespace Gsp.Networks;

/// <summary>The element type of a stored tensor, by the name that the format gives it.</summary>
/// <remarks>Names that this library does not know are kept as they are, with <see cref="Bits"/> 0: such tensors are listed and can be read
/// as bytes. Source: the format's description and the types of its reference implementation, version 0.8.</remarks>
public sealed record SafetensorsDtype
{
    // From the smallest alignment to the largest: the order of the reference implementation, which lays out the data by it.
    private static readonly SafetensorsDtype[] Known =
    [
        .. new (string Name, int Bits)[]
        {
            ("BOOL", 8),
            ("F4", 4),
            ("F6_E2M3", 6),
            ("F6_E3M2", 6),
            ("U8", 8),
            ("I8", 8),
            ("F8_E5M2", 8),
            ("F8_E4M3", 8),
            ("F8_E8M0", 8),
            ("F8_E4M3FNUZ", 8),
            ("F8_E5M2FNUZ", 8),
            ("I16", 16),
            ("U16", 16),
            ("F16", 16),
            ("BF16", 16),
            ("I32", 32),
            ("U32", 32),
            ("F32", 32),
            ("C64", 64),
            ("F64", 64),
            ("I64", 64),
            ("U64", 64),
        }.Select((type, rank) => new SafetensorsDtype(type.Name, type.Bits, rank)),
    ];

    private SafetensorsDtype(string name, int bits, int rank)
    {
        Name = name;
        Bits = bits;
        Rank = rank;
    }

    /// <summary>Numbers of 64 bits (IEEE 754 binary64).</summary>
    public static SafetensorsDtype F64 { get; } = Of("F64");

    /// <summary>Numbers of 32 bits (IEEE 754 binary32).</summary>
    public static SafetensorsDtype F32 { get; } = Of("F32");

    /// <summary>Numbers of 16 bits (IEEE 754 binary16).</summary>
    public static SafetensorsDtype F16 { get; } = Of("F16");

    /// <summary>The upper 16 bits of a binary32 number: its range with 8 significant bits.</summary>
    public static SafetensorsDtype BF16 { get; } = Of("BF16");

    /// <summary>Signed integers of 64 bits.</summary>
    public static SafetensorsDtype I64 { get; } = Of("I64");

    /// <summary>Signed integers of 32 bits.</summary>
    public static SafetensorsDtype I32 { get; } = Of("I32");

    /// <summary>Signed integers of 16 bits.</summary>
    public static SafetensorsDtype I16 { get; } = Of("I16");

    /// <summary>Signed integers of 8 bits.</summary>
    public static SafetensorsDtype I8 { get; } = Of("I8");

    /// <summary>Unsigned integers of 8 bits.</summary>
    public static SafetensorsDtype U8 { get; } = Of("U8");

    /// <summary>Truth values, a byte of 0 or 1 each.</summary>
    public static SafetensorsDtype Bool { get; } = Of("BOOL");

    /// <summary>The format's name, for instance <c>BF16</c>.</summary>
    public string Name { get; }

    /// <summary>Bits of one element; 0 where the name is not known.</summary>
    public int Bits { get; }

    /// <summary>Place in the order of alignment; -1 where the name is not known.</summary>
    internal int Rank { get; }

    /// <summary>The type of a name.</summary>
    /// <param name="name">The format's name, upper case.</param>
    /// <returns>The type; one with <see cref="Bits"/> 0 where the name is not known.</returns>
    public static SafetensorsDtype Of(string name) =>
        Array.Find(Known, type => type.Name == name) ?? new SafetensorsDtype(name, 0, -1);

    /// <summary>The format's name.</summary>
    /// <returns>For instance <c>F32</c>.</returns>
    public override string ToString() => Name;

    /// <summary>The bytes that so many elements take; null where they end inside a byte or exceed 2^63 - 1. For known types only.</summary>
    internal long? Bytes(long elements)
    {
        Int128 bits = (Int128)elements * Bits;
        return bits % 8 != 0 || bits / 8 > long.MaxValue ? null : (long)(bits / 8);
    }
}
