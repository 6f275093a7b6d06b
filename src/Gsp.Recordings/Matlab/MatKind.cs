namespace Gsp.Recordings;

/// <summary>What a MATLAB array holds.</summary>
public enum MatKind
{
    /// <summary>64-bit floating-point numbers.</summary>
    Double,

    /// <summary>32-bit floating-point numbers.</summary>
    Single,

    /// <summary>Signed integers of 8 bits.</summary>
    Int8,

    /// <summary>Unsigned integers of 8 bits.</summary>
    UInt8,

    /// <summary>Signed integers of 16 bits.</summary>
    Int16,

    /// <summary>Unsigned integers of 16 bits.</summary>
    UInt16,

    /// <summary>Signed integers of 32 bits.</summary>
    Int32,

    /// <summary>Unsigned integers of 32 bits.</summary>
    UInt32,

    /// <summary>Signed integers of 64 bits.</summary>
    Int64,

    /// <summary>Unsigned integers of 64 bits.</summary>
    UInt64,

    /// <summary>True or false.</summary>
    Logical,

    /// <summary>Text.</summary>
    Text,

    /// <summary>A cell array: each element is an array.</summary>
    Cell,

    /// <summary>A structure, or an array of them: each element has the same named fields.</summary>
    Structure,

    /// <summary>A sparse matrix.</summary>
    Sparse,

    /// <summary>An object, a function or something else that only MATLAB itself understands: named, not read.</summary>
    Unsupported,
}
