using System.Globalization;
using System.Text;

namespace Gsp.Files;

/// <summary>Reads and writes MatrixMarket files: coordinates and arrays; real, integer and pattern; general, symmetric and skew-symmetric.</summary>
/// <remarks>Complex and Hermitian matrices are refused with a reason. The number of entries promised is checked against the bytes that are
/// there before anything is allocated. Stateless; thread-safe.</remarks>
public static class MatrixMarket
{
    /// <summary>Reads a matrix.</summary>
    /// <param name="path">The file.</param>
    /// <returns>What the file holds.</returns>
    /// <exception cref="GspFormatException">Not a MatrixMarket file, damaged, truncated, or of a kind that is not read.</exception>
    public static MatrixMarketMatrix Read(string path) => Parse(FileBytes.ReadAll(path), path);

    /// <summary>Reads a matrix from the bytes of a file.</summary>
    /// <param name="bytes">The text.</param>
    /// <param name="path">The name to give in errors.</param>
    /// <returns>What the file holds.</returns>
    /// <exception cref="GspFormatException">Not a MatrixMarket file, damaged, truncated, or of a kind that is not read.</exception>
    public static MatrixMarketMatrix Parse(ReadOnlySpan<byte> bytes, string path = "matrix") =>
        new MatrixMarketReader(path).Read(bytes);

    /// <summary>Writes a matrix with 17 significant digits.</summary>
    /// <param name="path">The file to write; complete or absent.</param>
    /// <param name="matrix">The matrix.</param>
    public static void Write(string path, MatrixMarketMatrix matrix) => AtomicFile.WriteText(path, Text(matrix));

    internal static string Text(MatrixMarketMatrix matrix)
    {
        string symmetry = matrix.Symmetry switch
        {
            MatrixMarketSymmetry.Symmetric => "symmetric",
            MatrixMarketSymmetry.SkewSymmetric => "skew-symmetric",
            _ => "general",
        };
        var text = new StringBuilder();
        text.Append(
            CultureInfo.InvariantCulture,
            $"%%MatrixMarket matrix {(matrix.IsSparse ? "coordinate" : "array")} real {symmetry}\n"
        );
        text.Append(CultureInfo.InvariantCulture, $"{matrix.Rows} {matrix.Columns}");
        text.Append(matrix.IsSparse ? FormattableString.Invariant($" {matrix.Values.Length}\n") : "\n");
        for (int k = 0; k < matrix.Values.Length; k++)
        {
            if (matrix.RowIndices is not null && matrix.ColumnIndices is not null)
            {
                text.Append(CultureInfo.InvariantCulture, $"{matrix.RowIndices[k] + 1} {matrix.ColumnIndices[k] + 1} ");
            }
            text.Append(Csv.Text(matrix.Values[k])).Append('\n');
        }
        return text.ToString();
    }
}
