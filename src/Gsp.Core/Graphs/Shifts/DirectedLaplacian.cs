using MathNet.Numerics.LinearAlgebra;

namespace Gsp.Graphs;

/// <summary>Chung's symmetric Laplacian of a directed graph, with the stationary distribution it rests on.</summary>
/// <remarks>
/// P = D^-1 W is the random walk that steps from a node to one of its sources; phi is its stationary distribution, phi^T P = phi^T, Phi =
/// diag(phi). Normalised: L = I - (Phi^1/2 P Phi^-1/2 + Phi^-1/2 P^T Phi^1/2) / 2. Combinatorial: Phi - (Phi P + P^T Phi) / 2, which maps a
/// constant to zero. Both are symmetric positive semidefinite, so an orthonormal Fourier basis exists for every strongly connected directed
/// graph; direction survives only through phi and the products with P. For an undirected graph the normalised form is the usual one. To walk
/// along the edges instead of against them, take <c>graph.Reverse()</c>. Cost: O(N^3). Chung, "Laplacians and the Cheeger inequality
/// for directed graphs", Annals of Combinatorics 9 (2005).
/// </remarks>
public sealed class DirectedLaplacian
{
    private readonly double[] stationary;

    private DirectedLaplacian(GraphShift shift, double[] stationary) => (Shift, this.stationary) = (shift, stationary);

    /// <summary>The symmetric operator.</summary>
    public GraphShift Shift { get; }

    /// <summary>phi: N probabilities that sum to 1.</summary>
    public IReadOnlyList<double> StationaryDistribution => stationary;

    /// <summary>Builds the operator.</summary>
    /// <param name="graph">A graph of non-negative weights; strongly connected unless the walk teleports.</param>
    /// <param name="teleportation">Probability in [0, 1) of jumping to any node instead of following an edge (as PageRank does); nodes without
    /// sources then always jump. Above 0 the operator is dense.</param>
    /// <param name="normalised">Whether the normalised form is wanted.</param>
    /// <returns>The operator and the stationary distribution.</returns>
    /// <exception cref="ArgumentException">Negative weights, or a graph that is not strongly connected and a walk without teleportation.</exception>
    public static DirectedLaplacian Of(Graph graph, double teleportation = 0, bool normalised = true)
    {
        GraphShifts.RequireNonNegative(graph);
        Require.That(
            teleportation is >= 0 and < 1,
            FormattableString.Invariant($"teleportation is {teleportation}; it must lie in [0, 1)"),
            nameof(teleportation)
        );
        Require.That(
            teleportation > 0 || (graph.IsStronglyConnected() && graph.InStrengths().Min() > 0),
            "the graph is not strongly connected, so the walk has no unique positive stationary distribution; give a teleportation of, say, 0.05, or take the largest strong component",
            nameof(graph)
        );
        int n = graph.Nodes;
        double[] strength = graph.InStrengths();
        Matrix<double> walk = Matrix<double>.Build.Dense(n, n, (i, _) => strength[i] > 0 ? teleportation / n : 1.0 / n);
        graph.Rows.ForEach((i, j, w) => walk[i, j] += (1 - teleportation) * w / strength[i]);
        double[] phi = Stationary(walk);
        var builder = new SparseRows.Builder(n);
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j <= i; j++)
            {
                double flow = 0.5 * (phi[i] * walk[i, j] + phi[j] * walk[j, i]);
                double scale = normalised ? 1 / Math.Sqrt(phi[i] * phi[j]) : 1;
                double value = (i == j ? (normalised ? 1 : phi[i]) : 0) - flow * scale;
                builder.Add(i, j, value);
                if (i != j)
                {
                    builder.Add(j, i, value);
                }
            }
        }
        return new DirectedLaplacian(new GraphShift(builder.Build(), ShiftKind.DirectedLaplacian, true), phi);
    }

    /// <summary>The stationary distribution by Grassmann, Taksar and Heyman's elimination, which never subtracts and so keeps every digit.</summary>
    private static double[] Stationary(Matrix<double> walk)
    {
        int n = walk.RowCount;
        Matrix<double> p = walk.Clone();
        for (int k = n - 1; k > 0; k--)
        {
            double leaving = 0;
            for (int j = 0; j < k; j++)
            {
                leaving += p[k, j];
            }
            for (int i = 0; i < k; i++)
            {
                p[i, k] /= leaving;
                for (int j = 0; j < k; j++)
                {
                    p[i, j] += p[i, k] * p[k, j];
                }
            }
        }
        var phi = new double[n];
        phi[0] = 1;
        double total = 1;
        for (int k = 1; k < n; k++)
        {
            for (int i = 0; i < k; i++)
            {
                phi[k] += phi[i] * p[i, k];
            }
            total += phi[k];
        }
        return [.. phi.Select(v => v / total)];
    }
}
