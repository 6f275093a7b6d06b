using System.Globalization;
using System.Numerics;
using Gsp.Numerics;

namespace Gsp.Networks;

/// <summary>The matrices P_s that messages travel by on a graph: row i holds the weights of what node i receives.</summary>
/// <remarks>They live as long as their workspace. A layer's weights do not depend on the graph, so one layer serves graphs of any size.</remarks>
/// <typeparam name="T">float or double.</typeparam>
public sealed class GraphSupports<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly SparseOperator<T>[] operators;

    /// <summary>Supports from matrices.</summary>
    /// <param name="workspace">Where they live.</param>
    /// <param name="matrices">At least one; square, of one size.</param>
    /// <exception cref="ArgumentException">None, or another size.</exception>
    public GraphSupports(Workspace<T> workspace, params IReadOnlyList<SparseMatrix> matrices)
    {
        ArgumentNullException.ThrowIfNull(workspace);
        ArgumentNullException.ThrowIfNull(matrices);
        Require.That(matrices.Count > 0, "a graph needs at least one support", nameof(matrices));
        NodeCount = matrices[0].RowCount;
        foreach (SparseMatrix matrix in matrices)
        {
            Require.That(
                matrix.RowCount == NodeCount && matrix.ColumnCount == NodeCount,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"supports are square and of one size; got {NodeCount} nodes and a matrix of {matrix.RowCount} x {matrix.ColumnCount}"
                ),
                nameof(matrices)
            );
        }
        operators = [.. matrices.Select(matrix => new SparseOperator<T>(workspace, matrix))];
    }

    /// <summary>Number of nodes.</summary>
    public int NodeCount { get; }

    /// <summary>Number of supports S.</summary>
    public int Count => operators.Length;

    internal ReadOnlySpan<SparseOperator<T>> Operators => operators;

    /// <summary>Random-walk supports of a directed weighted graph (Li, Yu, Shahabi and Liu, ICLR 2018).</summary>
    /// <param name="workspace">Where they live.</param>
    /// <param name="adjacency">a_ij: weight of the edge from i to j, zero or more.</param>
    /// <param name="bothWays">Whether messages also travel against the edges, by a second support. On an undirected graph the two are the same:
    /// one support gives the same functions with fewer operations.</param>
    /// <returns>P_1 = D^-1 A^T (what i receives along edges, weights over their sum), and P_2 = D^-1 A. A node that receives nothing has a row of zeros.</returns>
    /// <exception cref="ArgumentException">Not square, or a negative weight.</exception>
    public static GraphSupports<T> RandomWalk(Workspace<T> workspace, SparseMatrix adjacency, bool bothWays = true)
    {
        ArgumentNullException.ThrowIfNull(adjacency);
        foreach ((int row, int column, double weight) in adjacency.Triplets())
        {
            Require.That(
                weight >= 0,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"the edge from {row} to {column} has weight {weight}; weights are zero or more"
                ),
                nameof(adjacency)
            );
        }
        SparseMatrix receiving = RowsOfSumOne(adjacency.Transpose());
        return bothWays ? new(workspace, receiving, RowsOfSumOne(adjacency)) : new(workspace, receiving);
    }

    /// <inheritdoc/>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{NodeCount} nodes, {Count} supports");

    private static SparseMatrix RowsOfSumOne(SparseMatrix matrix)
    {
        double[] sums = matrix.RowSums();
        return matrix.Map((row, _, value) => sums[row] == 0 ? 0 : value / sums[row]);
    }
}
