using System.Globalization;
using System.Numerics;
using System.Text;

namespace Gsp.Recordings.Tests;

/// <summary>An array as one line of text, in the words of Golden/matlab/make.py.</summary>
internal static class MatDump
{
    public static string Of(MatArray array)
    {
        string size = string.Join('x', array.Dimensions.Select(n => n.ToString(CultureInfo.InvariantCulture)));
        return array.Kind switch
        {
            MatKind.Unsupported => "unsupported",
            MatKind.Cell => $"cell[{size}]{{{string.Join('|', array.Cells.Select(Of))}}}",
            MatKind.Structure => $"struct[{size}]{Elements(array)}",
            MatKind.Sparse => $"sparse[{size}]{Entries(array.Sparse!)}",
            MatKind.Text => $"text[{size}]{string.Join(',', array.Characters.Select(c => (int)c))}",
            _ when array.Imaginary is null => $"num[{size}]{string.Join(',', array.ToDoubles().Select(Number))}",
            _ => $"num[{size}]{string.Join(',', array.ToComplexes().Select(Number))}",
        };
    }

    private static string Elements(MatArray array)
    {
        var text = new StringBuilder();
        for (int k = 0; k < array.Count; k++)
        {
            text.Append('{')
                .AppendJoin('|', array.FieldNames.Select(field => $"{field}={Of(array.Field(field, k))}"))
                .Append('}');
        }
        return text.ToString();
    }

    private static string Entries(MatSparse sparse)
    {
        var text = new StringBuilder();
        for (int column = 0; column + 1 < sparse.ColumnStarts.Length; column++)
        {
            for (int k = sparse.ColumnStarts[column]; k < sparse.ColumnStarts[column + 1]; k++)
            {
                string value = sparse.Imaginary is null
                    ? Number(sparse.Real[k])
                    : Number(new Complex(sparse.Real[k], sparse.Imaginary[k]));
                text.Append(CultureInfo.InvariantCulture, $"({sparse.Rows[k]},{column},{value})");
            }
        }
        return text.ToString();
    }

    private static string Number(Complex value) => $"{Number(value.Real)};{Number(value.Imaginary)}";

    private static string Number(double value) =>
        double.IsNaN(value) ? "nan"
        : Math.Abs(value) < 1e15 && value == Math.Floor(value) ? ((long)value).ToString(CultureInfo.InvariantCulture)
        : "x" + BitConverter.DoubleToInt64Bits(value).ToString("x16", CultureInfo.InvariantCulture);
}
