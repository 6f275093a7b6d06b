using Gsp.Random;
using MathNet.Numerics.LinearAlgebra;

namespace Gsp.Graphs;

/// <summary>Places the nodes of a graph in the plane, for drawing.</summary>
/// <remarks>Each method returns an N x 2 matrix with coordinates centred on zero and at most 1 in magnitude; give them to a graph by
/// <see cref="Graph.WithCoordinates"/>. Directions and signs of weights do not matter, sizes do. Deterministic.</remarks>
public static class GraphLayout
{
    /// <summary>All nodes on the unit circle in their order.</summary>
    /// <param name="graph">The graph.</param>
    /// <returns>N x 2.</returns>
    public static Matrix<double> Circular(Graph graph) => GraphGenerators.Circle(graph.Nodes);

    /// <summary>Nodes row by row on a square lattice.</summary>
    /// <param name="graph">The graph.</param>
    /// <returns>N x 2.</returns>
    public static Matrix<double> Grid(Graph graph)
    {
        int side = (int)Math.Ceiling(Math.Sqrt(graph.Nodes));
        return Fit(Matrix<double>.Build.Dense(graph.Nodes, 2, (i, k) => k == 0 ? i % side : -(i / side)));
    }

    /// <summary>The modes of second and third lowest frequency as coordinates: joined nodes lie close together. Cost: O(N^3).</summary>
    /// <param name="graph">The graph; one that is not connected falls together into one point a component.</param>
    /// <returns>N x 2.</returns>
    public static Matrix<double> Spectral(Graph graph)
    {
        FourierBasis basis = FourierBasis.Of(Skeleton(graph).Laplacian());
        return Fit(
            Matrix<double>.Build.Dense(graph.Nodes, 2, (i, k) => k + 1 < graph.Nodes ? basis.Mode(k + 1)[i] : 0)
        );
    }

    /// <summary>Springs along edges and repulsion between all nodes, cooled step by step. Cost: O(steps N^2).</summary>
    /// <param name="graph">The graph; heavier edges pull harder.</param>
    /// <param name="stream">The start positions, two words a node.</param>
    /// <param name="steps">Number of steps, at least 1.</param>
    /// <returns>N x 2. Fruchterman and Reingold, "Graph drawing by force-directed placement", Software: Practice and Experience 21 (1991).</returns>
    public static Matrix<double> Spring(Graph graph, RandomStream stream, int steps = 200)
    {
        Require.Positive(steps);
        Graph skeleton = Skeleton(graph);
        int n = graph.Nodes;
        double ideal = Math.Sqrt(1.0 / n);
        double heaviest = skeleton.EnumerateEdges().Select(e => e.Weight).DefaultIfEmpty(1).Max();
        var x = new double[n];
        var y = new double[n];
        for (int i = 0; i < n; i++)
        {
            (x[i], y[i]) = (stream.NextUniform(), stream.NextUniform());
        }
        var dx = new double[n];
        var dy = new double[n];
        for (int step = 0; step < steps; step++)
        {
            Array.Clear(dx);
            Array.Clear(dy);
            for (int i = 0; i < n; i++)
            {
                for (int j = 0; j < i; j++)
                {
                    Push(i, j, (distance, _) => ideal * ideal / distance, 0);
                }
            }
            foreach (GraphEdge edge in skeleton.EnumerateEdges())
            {
                Push(
                    edge.Target,
                    edge.Source,
                    (distance, w) => -w * distance * distance / ideal,
                    edge.Weight / heaviest
                );
            }
            double reach = 0.1 * (1 - (double)step / steps);
            for (int i = 0; i < n; i++)
            {
                double length = Math.Max(1e-9, Math.Sqrt(dx[i] * dx[i] + dy[i] * dy[i]));
                x[i] += dx[i] / length * Math.Min(length, reach);
                y[i] += dy[i] / length * Math.Min(length, reach);
            }
        }
        return Fit(Matrix<double>.Build.Dense(n, 2, (i, k) => k == 0 ? x[i] : y[i]));

        void Push(int i, int j, Func<double, double, double> force, double weight)
        {
            double ex = x[i] - x[j];
            double ey = y[i] - y[j];
            double distance = Math.Max(1e-6, Math.Sqrt(ex * ex + ey * ey));
            double f = force(distance, weight) / distance;
            dx[i] += f * ex;
            dy[i] += f * ey;
            dx[j] -= f * ex;
            dy[j] -= f * ey;
        }
    }

    private static Graph Skeleton(Graph graph) => graph.WithoutSelfLoops().MapWeights(Math.Abs).Symmetrise();

    private static Matrix<double> Fit(Matrix<double> positions)
    {
        for (int k = 0; k < 2; k++)
        {
            Vector<double> column = positions.Column(k);
            positions.SetColumn(k, column - 0.5 * (column.Minimum() + column.Maximum()));
        }
        double largest = positions.Enumerate().Max(Math.Abs);
        return largest > 0 ? positions / largest : positions;
    }
}
