using System.Globalization;
using System.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace Gsp.Files;

/// <summary>An array as NumPy stores it: a shape and elements of one number type, in row-major order.</summary>
/// <remarks>Holds an array, so two instances compare by reference. Not copied on construction.</remarks>
public sealed record NpyArray
{
    private readonly int[] shape;

    /// <summary>Wraps an array.</summary>
    /// <param name="elements">The elements, row-major: bool, signed and unsigned integers of 8 to 64 bits, Half, float or double.</param>
    /// <param name="shape">The length of each axis; none for a single number.</param>
    /// <exception cref="ArgumentException">Another element type, a negative length, or a shape that does not hold as many elements.</exception>
    public NpyArray(Array elements, params IReadOnlyList<int> shape)
    {
        ElementType =
            NpyElement.Of(elements)
            ?? throw new ArgumentException(
                $"elements are {elements.GetType()}; expected a one-dimensional array of bool, integers, Half, float or double",
                nameof(elements)
            );
        Require.That(shape.All(length => length >= 0), "a shape has no negative length", nameof(shape));
        long count = shape.Aggregate(1L, (product, length) => checked(product * length));
        Require.That(
            count == elements.Length,
            FormattableString.Invariant(
                $"shape ({string.Join(", ", shape)}) holds {count} elements; got {elements.Length}"
            ),
            nameof(shape)
        );
        Elements = elements;
        this.shape = [.. shape];
    }

    /// <summary>The elements in row-major order, of their own .NET type.</summary>
    public Array Elements { get; }

    /// <summary>The element type as the file had it, byte order included.</summary>
    public NpyElement ElementType { get; init; }

    /// <summary>The length of each axis.</summary>
    public IReadOnlyList<int> Shape => shape;

    /// <summary>Number of elements.</summary>
    public int Count => Elements.Length;

    /// <summary>An array of doubles from a matrix.</summary>
    /// <param name="matrix">[row, column].</param>
    /// <returns>Shape (rows, columns); the numbers are copied.</returns>
    public static NpyArray FromMatrix(Matrix<double> matrix) =>
        new(matrix.ToRowMajorArray(), matrix.RowCount, matrix.ColumnCount);

    /// <summary>The elements as doubles, in row-major order.</summary>
    /// <returns>The stored array itself where it holds doubles, else a converted copy; 64-bit integers above 2^53 are rounded.</returns>
    public double[] ToDoubles() =>
        Elements switch
        {
            double[] same => same,
            bool[] flags => Array.ConvertAll(flags, flag => flag ? 1.0 : 0.0),
            float[] a => Convert(a),
            Half[] a => Convert(a),
            _ => ElementType switch
            {
                { Kind: 'i', Size: 1 } => Convert((sbyte[])Elements),
                { Kind: 'i', Size: 2 } => Convert((short[])Elements),
                { Kind: 'i', Size: 4 } => Convert((int[])Elements),
                { Kind: 'i' } => Convert((long[])Elements),
                { Size: 1 } => Convert((byte[])Elements),
                { Size: 2 } => Convert((ushort[])Elements),
                { Size: 4 } => Convert((uint[])Elements),
                _ => Convert((ulong[])Elements),
            },
        };

    /// <summary>A two-dimensional array as a matrix; a one-dimensional one as a single column.</summary>
    /// <returns>[row, column]; the numbers are copied.</returns>
    /// <exception cref="ArgumentException">The array has another number of axes.</exception>
    public Matrix<double> ToMatrix()
    {
        Require.That(
            shape.Length is 1 or 2,
            FormattableString.Invariant(
                $"the array has {shape.Length} axes ({string.Join(", ", shape)}); a matrix has two"
            ),
            nameof(Shape)
        );
        int columns = shape.Length == 1 ? 1 : shape[1];
        return Matrix<double>.Build.DenseOfRowMajor(shape[0], columns, ToDoubles());
    }

    /// <inheritdoc/>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{ElementType} ({string.Join(", ", shape)})");

    private static double[] Convert<T>(T[] values)
        where T : INumberBase<T> => Array.ConvertAll(values, double.CreateChecked);
}
