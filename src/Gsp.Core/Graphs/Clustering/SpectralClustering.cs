using Gsp.Random;
using MathNet.Numerics.LinearAlgebra;

namespace Gsp.Graphs;

/// <summary>Nodes in clusters, found from the modes of lowest frequency.</summary>
/// <remarks>Holds arrays, so two results compare by reference.</remarks>
public sealed record SpectralClusters
{
    /// <summary>The cluster of each node; clusters are numbered by their first node.</summary>
    public required int[] Labels { get; init; }

    /// <summary>The lowest k + 1 frequencies (fewer for k = N): a large gap after the k-th speaks for k clusters.</summary>
    public required double[] Frequencies { get; init; }

    /// <summary>The clustering of the embedded nodes.</summary>
    public required KMeansClusters Embedding { get; init; }

    /// <inheritdoc/>
    public override string ToString() => $"spectral clustering: {Embedding}";
}

/// <summary>Spectral clustering of the nodes of a graph.</summary>
/// <remarks>Nodes are embedded by the k modes of lowest frequency of the normalised Laplacian, their rows scaled to unit length, and clustered
/// by k-means. Cost: one Fourier basis, O(N^3). Ng, Jordan and Weiss, "On spectral clustering: analysis and an algorithm", NIPS 2001.</remarks>
public static class SpectralClustering
{
    /// <summary>Clusters the nodes.</summary>
    /// <param name="graph">An undirected graph of non-negative weights (symmetrise a directed one first).</param>
    /// <param name="clusters">k in 1 .. N.</param>
    /// <param name="stream">The randomness of the k-means starts.</param>
    /// <param name="restarts">Number of k-means runs, at least 1.</param>
    /// <returns>The clusters.</returns>
    public static SpectralClusters Cluster(Graph graph, int clusters, RandomStream stream, int restarts = 10)
    {
        Require.InRange(clusters, 1, graph.Nodes, "no more clusters than nodes");
        FourierBasis basis = FourierBasis.Of(graph.Shift(ShiftKind.NormalisedLaplacian));
        Matrix<double> rows = Matrix<double>.Build.Dense(graph.Nodes, clusters, (i, k) => basis.Mode(k)[i]);
        for (int i = 0; i < graph.Nodes; i++)
        {
            double norm = rows.Row(i).L2Norm();
            if (norm > 0)
            {
                rows.SetRow(i, rows.Row(i) / norm);
            }
        }
        KMeansClusters embedding = KMeans.Cluster(rows, clusters, stream, restarts);
        return new SpectralClusters
        {
            Labels = embedding.Labels,
            Frequencies = [.. basis.Frequencies.Take(clusters + 1)],
            Embedding = embedding,
        };
    }
}
