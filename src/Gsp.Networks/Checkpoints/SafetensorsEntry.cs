namespace Gsp.Networks;

/// <summary>One stored tensor: its name, type, shape and place.</summary>
/// <param name="Name">The tensor's name.</param>
/// <param name="Dtype">The element type.</param>
/// <param name="Shape">The dimensions, the last running fastest; empty for a single number. A dimension of 0 means no data.</param>
/// <param name="Offset">First byte of the data, from the start of its file.</param>
/// <param name="Length">Bytes of data.</param>
public sealed record SafetensorsEntry(
    string Name,
    SafetensorsDtype Dtype,
    IReadOnlyList<long> Shape,
    long Offset,
    long Length
)
{
    /// <summary>Number of elements: the product of <see cref="Shape"/>.</summary>
    public long Count => ElementCount(Shape) ?? throw new ArgumentException($"{this} has more than 2^63 - 1 elements");

    /// <summary>The shape as an array in memory has it.</summary>
    /// <exception cref="ArgumentException">A dimension exceeds 2^31 - 1.</exception>
    public int[] Dimensions =>
        [
            .. Shape.Select(dimension =>
                dimension <= int.MaxValue
                    ? (int)dimension
                    : throw new ArgumentException($"{this} has a dimension beyond {int.MaxValue}; read it in pieces")
            ),
        ];

    /// <summary>Name, type and shape.</summary>
    /// <returns>For instance <c>encoder.weight F32 [64, 32]</c>.</returns>
    public override string ToString() => $"{Name} {Dtype} {ShapeText(Shape)}";

    /// <summary>The product of the dimensions; null where it exceeds 2^63 - 1 on the way, a later dimension of 0 or not.</summary>
    internal static long? ElementCount(IEnumerable<long> shape)
    {
        Int128 product = 1;
        foreach (long dimension in shape)
        {
            product *= dimension;
            if (product > long.MaxValue)
            {
                return null;
            }
        }
        return (long)product;
    }

    /// <summary>A shape as text.</summary>
    internal static string ShapeText(IEnumerable<long> shape) =>
        $"[{string.Join(", ", shape.Select(d => d.ToString(System.Globalization.CultureInfo.InvariantCulture)))}]";
}
