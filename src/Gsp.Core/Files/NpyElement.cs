using System.Globalization;

namespace Gsp.Files;

/// <summary>One element type of the NPY format.</summary>
/// <param name="Kind">The format's letter: <c>b</c> boolean, <c>i</c> signed, <c>u</c> unsigned, <c>f</c> floating point.</param>
/// <param name="Size">Bytes an element.</param>
/// <param name="BigEndian">Whether the bytes stand most significant first.</param>
public readonly record struct NpyElement(char Kind, int Size, bool BigEndian)
{
    /// <summary>The format's own text, for instance <c>&lt;f8</c>.</summary>
    public string Description =>
        string.Create(CultureInfo.InvariantCulture, $"{(Size == 1 ? '|' : BigEndian ? '>' : '<')}{Kind}{Size}");

    /// <inheritdoc/>
    public override string ToString() => Description;

    /// <summary>A new array of this type.</summary>
    internal Array NewArray(int count) =>
        (Kind, Size) switch
        {
            ('b', 1) => new bool[count],
            ('i', 1) => new sbyte[count],
            ('i', 2) => new short[count],
            ('i', 4) => new int[count],
            ('i', 8) => new long[count],
            ('u', 1) => new byte[count],
            ('u', 2) => new ushort[count],
            ('u', 4) => new uint[count],
            ('u', 8) => new ulong[count],
            ('f', 2) => new Half[count],
            ('f', 4) => new float[count],
            _ => new double[count],
        };

    /// <summary>The type of a .NET array's elements, little endian; null where the format has none.</summary>
    internal static NpyElement? Of(Array array) =>
        array switch
        {
            bool[] => new('b', 1, false),
            // The runtime lets an sbyte[] pass for a byte[]; the element type itself does not.
            _ when array.GetType() == typeof(sbyte[]) => new('i', 1, false),
            _ when array.GetType() == typeof(byte[]) => new('u', 1, false),
            _ when array.GetType() == typeof(short[]) => new('i', 2, false),
            _ when array.GetType() == typeof(ushort[]) => new('u', 2, false),
            _ when array.GetType() == typeof(int[]) => new('i', 4, false),
            _ when array.GetType() == typeof(uint[]) => new('u', 4, false),
            _ when array.GetType() == typeof(long[]) => new('i', 8, false),
            _ when array.GetType() == typeof(ulong[]) => new('u', 8, false),
            Half[] => new('f', 2, false),
            float[] => new('f', 4, false),
            double[] => new('f', 8, false),
            _ => null,
        };

    /// <summary>Reads the format's text; null with a reason where it is not a number type.</summary>
    internal static NpyElement? Parse(string description, out string reason)
    {
        reason = "";
        bool shaped =
            description.Length >= 3
            && "<>|=".AsSpan().Contains(description[0])
            && int.TryParse(description.AsSpan(2), NumberStyles.None, CultureInfo.InvariantCulture, out _);
        int size = shaped ? int.Parse(description.AsSpan(2), CultureInfo.InvariantCulture) : 0;
        char kind = description.Length > 1 ? description[1] : '\0';
        if (kind == 'O' || description == "O")
        {
            reason = "the array holds Python objects (pickle), which are never read; save numbers instead";
            return null;
        }
        bool known =
            shaped
            && (kind, size) is ('b', 1) or ('i', 1 or 2 or 4 or 8) or ('u', 1 or 2 or 4 or 8) or ('f', 2 or 4 or 8);
        if (!known || (description[0] == '|' && size > 1))
        {
            reason = $"element type '{description}' is not one of b1, i1-i8, u1-u8, f2, f4, f8";
            return null;
        }
        return new NpyElement(kind, size, description[0] == '>');
    }
}
