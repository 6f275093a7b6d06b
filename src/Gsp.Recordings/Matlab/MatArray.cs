using System.Globalization;
using System.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace Gsp.Recordings;

/// <summary>An array of a MAT-file, with the arrays inside it.</summary>
/// <remarks>Everything is in MATLAB's order: the first index runs fastest. Holds arrays, so two instances compare by reference.</remarks>
public sealed record MatArray
{
    /// <summary>What an empty element of a cell array or structure is.</summary>
    internal static MatArray Empty { get; } =
        new()
        {
            Name = "",
            Dimensions = [0, 0],
            Kind = MatKind.Double,
            Elements = Array.Empty<double>(),
        };

    /// <summary>The variable's name; empty for elements of cells and structures.</summary>
    public required string Name { get; init; }

    /// <summary>The length of each axis, two at least.</summary>
    public required IReadOnlyList<int> Dimensions { get; init; }

    /// <summary>What the array holds.</summary>
    public required MatKind Kind { get; init; }

    /// <summary>The numbers, of the .NET type that <see cref="Kind"/> names (<c>bool[]</c> for logical ones), the first index fastest; null
    /// where the array holds none or is sparse.</summary>
    public Array? Elements { get; init; }

    /// <summary>The imaginary parts; null where the array is real.</summary>
    public Array? Imaginary { get; init; }

    /// <summary>The elements of a cell array, the first index fastest.</summary>
    public IReadOnlyList<MatArray> Cells { get; init; } = [];

    /// <summary>The names of a structure's fields.</summary>
    public IReadOnlyList<string> FieldNames { get; init; } = [];

    /// <summary>The entries of a sparse matrix; null where the array is not sparse.</summary>
    public MatSparse? Sparse { get; init; }

    /// <summary>The values of all fields, element by element.</summary>
    internal IReadOnlyList<MatArray> FieldValues { get; init; } = [];

    /// <summary>The characters of a text array, the first index fastest.</summary>
    internal string Characters { get; init; } = "";

    /// <summary>Number of elements.</summary>
    public long Count => Dimensions.Aggregate(1L, (product, length) => product * length);

    /// <summary>A field of a single structure.</summary>
    /// <param name="field">The field's name.</param>
    /// <exception cref="ArgumentException">There is no such field.</exception>
    /// <exception cref="InvalidOperationException">This is no structure, or an array of several: say which with
    /// <see cref="Field"/>.</exception>
    public MatArray this[string field] =>
        Kind != MatKind.Structure || Count == 1
            ? Field(field, 0)
            : throw new InvalidOperationException($"{this} holds {Count} structures, not one; say which one's field");

    /// <summary>A field of one element of a structure array.</summary>
    /// <param name="field">The field's name.</param>
    /// <param name="element">The element, from 0, the first index fastest.</param>
    /// <exception cref="ArgumentException">There is no such field or element.</exception>
    /// <exception cref="InvalidOperationException">This is no structure.</exception>
    public MatArray Field(string field, int element)
    {
        RequireKind(Kind == MatKind.Structure, "a structure");
        int place = FieldNames.ToList().IndexOf(field);
        Require.That(
            place >= 0,
            $"{this} has no field '{field}'; it has {string.Join(", ", FieldNames)}",
            nameof(field)
        );
        Require.That(
            element >= 0 && element < Count,
            $"{this} holds {Count} structures, so none has the number {element}",
            nameof(element)
        );
        return FieldValues[(element * FieldNames.Count) + place];
    }

    /// <summary>All numbers as doubles, the first index fastest; integers beyond 2^53 are rounded, true is 1. The array itself where it holds
    /// doubles: do not change it.</summary>
    /// <exception cref="InvalidOperationException">The array holds no numbers, or complex ones.</exception>
    public double[] ToDoubles()
    {
        RequireKind(Elements is not null, "a numeric array");
        RequireKind(Imaginary is null, "a real array");
        return MatNumbers.ToDoubles(Elements!);
    }

    /// <summary>All numbers as complex ones, the first index fastest.</summary>
    /// <exception cref="InvalidOperationException">The array holds no numbers.</exception>
    public Complex[] ToComplexes()
    {
        RequireKind(Elements is not null, "a numeric array");
        double[] real = MatNumbers.ToDoubles(Elements!);
        double[] imaginary = Imaginary is null ? new double[real.Length] : MatNumbers.ToDoubles(Imaginary);
        return [.. real.Zip(imaginary, (re, im) => new Complex(re, im))];
    }

    /// <summary>The array as a matrix.</summary>
    /// <returns>[row, column]; sparse where the array is.</returns>
    /// <exception cref="InvalidOperationException">The array holds no real numbers or has more than two axes.</exception>
    public Matrix<double> ToMatrix()
    {
        RequireKind(Dimensions.Count == 2 && Count > 0, "a matrix that is not empty");
        return Sparse is null
            ? Matrix<double>.Build.Dense(Dimensions[0], Dimensions[1], ToDoubles())
            : Sparse.ToMatrix(Dimensions[0], Dimensions[1]);
    }

    /// <summary>The one number that the array holds.</summary>
    /// <exception cref="InvalidOperationException">It holds none, several or a complex one.</exception>
    public double ToDouble()
    {
        double[] all = ToDoubles();
        RequireKind(all.Length == 1, "a single number");
        return all[0];
    }

    /// <summary>The text of a text array; several rows are joined by line ends.</summary>
    /// <exception cref="InvalidOperationException">This is no text.</exception>
    public string ToText() => string.Join('\n', ToLines());

    /// <summary>The rows of a text array, with the blanks that make them equally long.</summary>
    /// <exception cref="InvalidOperationException">This is no text, or has more than two axes.</exception>
    public IReadOnlyList<string> ToLines()
    {
        RequireKind(Kind == MatKind.Text && Dimensions.Count == 2, "a text");
        int rows = Dimensions[0];
        return rows == 1
            ? [Characters]
            :
            [
                .. Enumerable
                    .Range(0, rows)
                    .Select(row =>
                        string.Create(
                            Dimensions[1],
                            (row, rows, Characters),
                            static (line, from) =>
                            {
                                for (int k = 0; k < line.Length; k++)
                                {
                                    line[k] = from.Characters[(k * from.rows) + from.row];
                                }
                            }
                        )
                    ),
            ];
    }

    /// <inheritdoc/>
    public override string ToString()
    {
        string size = string.Join('x', Dimensions.Select(length => length.ToString(CultureInfo.InvariantCulture)));
        string complex = Imaginary is null && Sparse?.Imaginary is null ? "" : "complex ";
        string fields = FieldNames.Count == 0 ? "" : $" with {string.Join(", ", FieldNames)}";
        return $"{(Name.Length == 0 ? "(no name)" : Name)}: {size} {complex}{Kind}{fields}";
    }

    private void RequireKind(bool rule, string wanted)
    {
        if (!rule)
        {
            throw new InvalidOperationException($"{this} is not {wanted}");
        }
    }
}
