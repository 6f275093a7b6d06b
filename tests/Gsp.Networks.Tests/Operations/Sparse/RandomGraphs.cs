using Gsp.Numerics;

namespace Gsp.Networks.Tests.Operations.Sparse;

/// <summary>Random sparse matrices.</summary>
internal static class RandomGraphs
{
    /// <summary>A matrix with about so many entries in a row, of positive values; no entries on the diagonal of a square one.</summary>
    public static SparseMatrix Matrix(int rows, int columns, int degree, ulong seed)
    {
        int[] places = Numbers.Below(columns, rows * degree, seed);
        double[] values = Numbers.Normal(rows * degree, seed + 1);
        return SparseMatrix.FromTriplets(
            rows,
            columns,
            [
                .. places
                    .Select((column, i) => (Row: i / degree, Column: column, Value: 0.1 + Math.Abs(values[i])))
                    .DistinctBy(e => (e.Row, e.Column))
                    .Where(e => rows != columns || e.Row != e.Column),
            ]
        );
    }
}
