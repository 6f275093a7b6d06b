using System.Numerics;
using Gsp.Graphs;
using Gsp.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace Gsp.Topology;

/// <summary>Eigenvalues of a general real matrix, for scaling and stability.</summary>
internal static class Spectra
{
    /// <remarks>Sorted by strong components a matrix is block triangular, so its eigenvalues are those of the components. On sparse directed
    /// graphs that is cheaper, and exact where acyclic parts would otherwise make the whole matrix defective.</remarks>
    public static Complex[] Eigenvalues(Matrix<double> matrix)
    {
        int[] component = Graph.Directed(matrix).StrongComponents();
        var values = new List<Complex>(matrix.RowCount);
        foreach (
            int[] nodes in Enumerable.Range(0, matrix.RowCount).GroupBy(i => component[i]).Select(g => g.ToArray())
        )
        {
            if (nodes.Length == 1)
            {
                values.Add(matrix[nodes[0], nodes[0]]);
                continue;
            }
            values.AddRange(OfComponent(matrix, nodes));
        }
        return [.. values];
    }

    /// <remarks>The values do not depend on the order of the nodes, but rounding does: on matrices with a defective eigenvalue of high multiplicity
    /// the iteration can run in circles in one order and end in another, so the orders are tried in turn.</remarks>
    private static IReadOnlyList<Complex> OfComponent(Matrix<double> matrix, int[] nodes)
    {
        int n = nodes.Length;
        for (int first = 0; first < n; first++)
        {
            Matrix<double> block = Matrix<double>.Build.Dense(
                n,
                n,
                (i, j) => matrix[nodes[(first + i) % n], nodes[(first + j) % n]]
            );
            GeneralEigen eigen = GeneralEigen.Of(block, vectors: false);
            if (eigen.Status == DecompositionStatus.Succeeded)
            {
                return eigen.Values;
            }
        }
        throw new InvalidOperationException(
            FormattableString.Invariant(
                $"the eigenvalues of a strong component of {n} nodes were not found in any order of its nodes"
            )
        );
    }

    /// <summary>max |Re lambda|, which the published graph families are divided by.</summary>
    public static double LargestRealPart(Matrix<double> matrix) =>
        Eigenvalues(matrix).Select(value => Math.Abs(value.Real)).Max();

    /// <summary>max |lambda|.</summary>
    public static double Radius(Matrix<double> matrix) => Eigenvalues(matrix).Max(Complex.Abs);
}
