using MathNet.Numerics.LinearAlgebra;

namespace Gsp.Graphs;

/// <summary>Joins points, or nodes with known distances, that lie near one another.</summary>
/// <remarks>Ties in distance go to the smaller node number, so the graph is a value of its input. Cost: O(N^2 (d + log N)); no index
/// structure is built. The points become the graph's coordinates.</remarks>
public static class NeighbourGraphs
{
    /// <summary>Every node is joined to its k nearest ones.</summary>
    /// <param name="points">N x d coordinates.</param>
    /// <param name="neighbours">k in 1 .. N-1.</param>
    /// <param name="kernel">Distance to weight; null for a Gaussian of the mean edge length.</param>
    /// <param name="symmetrisation">How one-sided neighbourhoods are joined: <see cref="Symmetrisation.Fill"/> keeps them at full weight,
    /// <see cref="Symmetrisation.Average"/> at half, <see cref="Symmetrisation.Minimum"/> keeps mutual neighbours only.</param>
    /// <param name="metric">The distance.</param>
    /// <returns>The undirected graph.</returns>
    public static Graph KNearest(
        Matrix<double> points,
        int neighbours = 10,
        DistanceKernel? kernel = null,
        Symmetrisation symmetrisation = Symmetrisation.Average,
        DistanceMetric metric = DistanceMetric.Euclidean
    ) => KNearestFromDistances(Distances(points, metric), neighbours, kernel, symmetrisation).WithCoordinates(points);

    /// <summary>Every two nodes within a radius are joined.</summary>
    /// <param name="points">N x d coordinates.</param>
    /// <param name="radius">Largest distance of joined nodes (inclusive).</param>
    /// <param name="kernel">Distance to weight; null for a Gaussian of the mean edge length.</param>
    /// <param name="metric">The distance.</param>
    /// <returns>The undirected graph.</returns>
    public static Graph WithinRadius(
        Matrix<double> points,
        double radius,
        DistanceKernel? kernel = null,
        DistanceMetric metric = DistanceMetric.Euclidean
    ) => WithinRadiusFromDistances(Distances(points, metric), radius, kernel).WithCoordinates(points);

    /// <summary>Every node is joined to its k nearest ones, by a matrix of distances of any origin.</summary>
    /// <param name="distances">N x N, zero or more; row i holds the distances of node i. Infinity marks a pair that must not be joined. The diagonal is ignored.</param>
    /// <param name="neighbours">k in 1 .. N-1.</param>
    /// <param name="kernel">Distance to weight; null for a Gaussian of the mean edge length.</param>
    /// <param name="symmetrisation">How one-sided neighbourhoods are joined.</param>
    /// <returns>The undirected graph.</returns>
    public static Graph KNearestFromDistances(
        Matrix<double> distances,
        int neighbours,
        DistanceKernel? kernel = null,
        Symmetrisation symmetrisation = Symmetrisation.Average
    )
    {
        Check(distances);
        int n = distances.RowCount;
        Require.InRange(neighbours, 1, n - 1, "a node has N-1 others");
        var near = new List<(int Target, int Source, double Distance)>();
        for (int i = 0; i < n; i++)
        {
            near.AddRange(
                Enumerable
                    .Range(0, n)
                    .Where(j => j != i && double.IsFinite(distances[i, j]))
                    .Select(j => (i, j, distances[i, j]))
                    .OrderBy(e => e.Item3)
                    .ThenBy(e => e.j)
                    .Take(neighbours)
            );
        }
        return Join(n, near, kernel, directed: true).Symmetrise(symmetrisation);
    }

    /// <summary>Every two nodes within a radius are joined, by a matrix of distances of any origin.</summary>
    /// <param name="distances">N x N, symmetric, zero or more; the diagonal is ignored.</param>
    /// <param name="radius">Largest distance of joined nodes (inclusive).</param>
    /// <param name="kernel">Distance to weight; null for a Gaussian of the mean edge length.</param>
    /// <returns>The undirected graph.</returns>
    public static Graph WithinRadiusFromDistances(
        Matrix<double> distances,
        double radius,
        DistanceKernel? kernel = null
    )
    {
        Check(distances);
        Require.Positive(radius);
        Require.That(distances.IsSymmetric(), "distances must be symmetric for a radius graph", nameof(distances));
        var near = new List<(int, int, double)>();
        for (int i = 0; i < distances.RowCount; i++)
        {
            for (int j = 0; j < i; j++)
            {
                if (distances[i, j] <= radius)
                {
                    near.Add((i, j, distances[i, j]));
                }
            }
        }
        return Join(distances.RowCount, near, kernel, directed: false);
    }

    /// <summary>The distances between all pairs of points.</summary>
    /// <param name="points">N x d coordinates.</param>
    /// <param name="metric">The distance.</param>
    /// <returns>N x N, exactly symmetric, zero on the diagonal.</returns>
    public static Matrix<double> Distances(Matrix<double> points, DistanceMetric metric = DistanceMetric.Euclidean)
    {
        double[][] rows = points.ToRowArrays();
        foreach (double[] row in rows)
        {
            Require.Finite(row, nameof(points), "a point without a place");
        }
        Matrix<double> distances = Matrix<double>.Build.Dense(rows.Length, rows.Length);
        for (int i = 0; i < rows.Length; i++)
        {
            for (int j = 0; j < i; j++)
            {
                distances[i, j] = distances[j, i] = Distance(rows[i], rows[j], metric);
            }
        }
        return distances;
    }

    private static double Distance(double[] a, double[] b, DistanceMetric metric)
    {
        double sum = 0;
        double largest = 0;
        for (int k = 0; k < a.Length; k++)
        {
            double d = Math.Abs(a[k] - b[k]);
            sum += metric == DistanceMetric.Euclidean ? d * d : d;
            largest = Math.Max(largest, d);
        }
        return metric switch
        {
            DistanceMetric.Euclidean => Math.Sqrt(sum),
            DistanceMetric.Manhattan => sum,
            DistanceMetric.Chebyshev => largest,
            _ => throw new ArgumentOutOfRangeException(nameof(metric), metric, "no such metric"),
        };
    }

    private static Graph Join(
        int nodes,
        List<(int Target, int Source, double Distance)> near,
        DistanceKernel? kernel,
        bool directed
    )
    {
        Func<double, double> weight = (kernel ?? new DistanceKernel.Gaussian()).Weights([
            .. near.Select(e => e.Distance),
        ]);
        return Graph.FromEdges(
            nodes,
            near.Select(e => new GraphEdge(e.Source, e.Target, weight(e.Distance))),
            directed
        );
    }

    private static void Check(Matrix<double> distances)
    {
        Require.That(
            distances.RowCount == distances.ColumnCount,
            "distances must be square: one row and one column a node",
            nameof(distances)
        );
        for (int i = 0; i < distances.RowCount; i++)
        {
            for (int j = 0; j < distances.RowCount; j++)
            {
                Require.That(
                    i == j || distances[i, j] >= 0,
                    FormattableString.Invariant(
                        $"distances[{i}, {j}] is {distances[i, j]}; a distance is zero or more (infinite for a forbidden pair)"
                    ),
                    nameof(distances)
                );
            }
        }
    }
}
