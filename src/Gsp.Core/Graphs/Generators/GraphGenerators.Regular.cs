using MathNet.Numerics.LinearAlgebra;

namespace Gsp.Graphs;

/// <summary>Makes graphs: regular shapes with known spectra, and random families that are values of a <see cref="Gsp.Random.RandomStream"/>.</summary>
/// <remarks>All edges weigh 1 unless a method says otherwise. Graphs are undirected unless asked for as directed. The same stream state gives
/// the same graph on every machine; every method is safe for any number of threads as long as each has its own stream.</remarks>
public static partial class GraphGenerators
{
    /// <summary>A path 0 - 1 - ... - N-1. Laplacian eigenvalues 2 - 2 cos(pi k / N).</summary>
    /// <param name="nodes">N, at least 1.</param>
    /// <returns>The graph, with coordinates on a line.</returns>
    public static Graph Path(int nodes)
    {
        Require.Positive(nodes);
        return Unit(nodes, Enumerable.Range(1, nodes - 1).Select(i => (i - 1, i)))
            .WithCoordinates(Matrix<double>.Build.Dense(nodes, 2, (i, k) => k == 0 ? i : 0));
    }

    /// <summary>A ring in which every node is joined to its nearest nodes on both sides. For one neighbour a side the Laplacian
    /// eigenvalues are 2 - 2 cos(2 pi k / N).</summary>
    /// <param name="nodes">N, at least 3.</param>
    /// <param name="neighbours">Neighbours on each side, 1 .. (N-1)/2; N even and neighbours = N/2 is the complete graph and is made by <see cref="Complete"/>.</param>
    /// <returns>The graph, with coordinates on the unit circle.</returns>
    public static Graph Ring(int nodes, int neighbours = 1)
    {
        Require.InRange(nodes, 3, int.MaxValue, "a ring has at least three nodes");
        Require.InRange(neighbours, 1, (nodes - 1) / 2, "more neighbours than the ring has on each side");
        IEnumerable<(int, int)> pairs =
            from i in Enumerable.Range(0, nodes)
            from d in Enumerable.Range(1, neighbours)
            select (i, (i + d) % nodes);
        return Unit(nodes, pairs).WithCoordinates(Circle(nodes));
    }

    /// <summary>A directed cycle 0 -> 1 -> ... -> N-1 -> 0: the graph whose shift is the delay of periodic time signals.</summary>
    /// <param name="nodes">N, at least 2.</param>
    /// <returns>The directed graph, with coordinates on the unit circle.</returns>
    public static Graph DirectedRing(int nodes)
    {
        Require.InRange(nodes, 2, int.MaxValue, "a cycle has at least two nodes");
        return Graph
            .FromEdges(nodes, Enumerable.Range(0, nodes).Select(i => new GraphEdge(i, (i + 1) % nodes)), directed: true)
            .WithCoordinates(Circle(nodes));
    }

    /// <summary>A hub (node 0) joined to all others. Laplacian eigenvalues 0, 1 (N-2 times), N.</summary>
    /// <param name="nodes">N, at least 2.</param>
    /// <returns>The graph, with the hub in the middle of the unit circle.</returns>
    public static Graph Star(int nodes)
    {
        Require.InRange(nodes, 2, int.MaxValue, "a star has at least one ray");
        Matrix<double> circle = Circle(nodes - 1);
        return Unit(nodes, Enumerable.Range(1, nodes - 1).Select(i => (0, i)))
            .WithCoordinates(Matrix<double>.Build.Dense(nodes, 2, (i, k) => i == 0 ? 0 : circle[i - 1, k]));
    }

    /// <summary>Every pair joined. Laplacian eigenvalues 0 and N (N-1 times).</summary>
    /// <param name="nodes">N, at least 1.</param>
    /// <returns>The graph, with coordinates on the unit circle.</returns>
    public static Graph Complete(int nodes)
    {
        Require.Positive(nodes);
        IEnumerable<(int, int)> pairs =
            from i in Enumerable.Range(0, nodes)
            from j in Enumerable.Range(i + 1, nodes - 1 - i)
            select (i, j);
        return Unit(nodes, pairs).WithCoordinates(Circle(nodes));
    }

    /// <summary>A grid whose nodes are joined to the next in their row and column (node r * columns + c). Its Laplacian eigenvalues are
    /// all sums of one eigenvalue of each side's path.</summary>
    /// <param name="rows">Rows, at least 1.</param>
    /// <param name="columns">Columns, at least 1.</param>
    /// <param name="diagonals">Whether the two diagonal neighbours count too (eight neighbours in all, as in image series).</param>
    /// <returns>The graph, with coordinates (column, -row), so that it draws like a matrix.</returns>
    public static Graph Grid(int rows, int columns, bool diagonals = false) => Lattice(rows, columns, false, diagonals);

    /// <summary>A grid closed to a torus in both directions.</summary>
    /// <param name="rows">Rows, at least 3.</param>
    /// <param name="columns">Columns, at least 3.</param>
    /// <returns>The graph, with coordinates (column, -row).</returns>
    public static Graph Torus(int rows, int columns)
    {
        Require.InRange(rows, 3, int.MaxValue, "a closed direction has at least three nodes");
        Require.InRange(columns, 3, int.MaxValue, "a closed direction has at least three nodes");
        return Lattice(rows, columns, true, false);
    }

    private static Graph Lattice(int rows, int columns, bool closed, bool diagonals)
    {
        Require.Positive(rows);
        Require.Positive(columns);
        (int Row, int Column)[] steps = diagonals ? [(0, 1), (1, 0), (1, 1), (1, -1)] : [(0, 1), (1, 0)];
        var pairs = new List<(int, int)>();
        for (int r = 0; r < rows; r++)
        {
            for (int c = 0; c < columns; c++)
            {
                foreach ((int dr, int dc) in steps)
                {
                    int nr = closed ? (r + dr) % rows : r + dr;
                    int nc = closed ? (c + dc) % columns : c + dc;
                    if (nr < rows && nc >= 0 && nc < columns)
                    {
                        pairs.Add((r * columns + c, nr * columns + nc));
                    }
                }
            }
        }
        return Unit(rows * columns, pairs)
            .WithCoordinates(
                Matrix<double>.Build.Dense(rows * columns, 2, (i, k) => k == 0 ? i % columns : -(i / columns))
            );
    }

    internal static Matrix<double> Circle(int nodes) =>
        Matrix<double>.Build.Dense(
            nodes,
            2,
            (i, k) => k == 0 ? Math.Cos(2 * Math.PI * i / nodes) : Math.Sin(2 * Math.PI * i / nodes)
        );

    private static Graph Unit(int nodes, IEnumerable<(int A, int B)> pairs) =>
        Graph.FromEdges(nodes, pairs.Select(p => new GraphEdge(p.A, p.B)), directed: false);
}
