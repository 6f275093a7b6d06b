using System.Numerics;
using Gsp.Graphs;
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
            Matrix<double> block = Matrix<double>.Build.Dense(
                nodes.Length,
                nodes.Length,
                (i, j) => matrix[nodes[i], nodes[j]]
            );
            values.AddRange(block.Evd(Symmetricity.Asymmetric).EigenValues);
        }
        return [.. values];
    }

    /// <summary>max |Re lambda|, which the published graph families are divided by.</summary>
    public static double LargestRealPart(Matrix<double> matrix) =>
        Eigenvalues(matrix).Select(value => Math.Abs(value.Real)).Max();

    /// <summary>max |lambda|.</summary>
    public static double Radius(Matrix<double> matrix) => Eigenvalues(matrix).Max(Complex.Abs);
}
