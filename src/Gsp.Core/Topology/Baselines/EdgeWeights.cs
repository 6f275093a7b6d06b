namespace Gsp.Topology;

/// <summary>How a matrix of lag filters becomes one weight a pair of nodes.</summary>
public enum EdgeWeights
{
    /// <summary>W = Ψ_1: the signed effect at the first lag. The right choice where the truth is a signed operator.</summary>
    SignedFirstLag,

    /// <summary>W[i, j] = ‖(Ψ_1[i, j], ..., Ψ_P[i, j])‖_2: strength without sign over all lags, as the published study scores its baselines.</summary>
    LagNorm,
}

/// <summary>Reads edge weights from row-major filters.</summary>
internal static class EdgeWeightReading
{
    /// <summary>Writes W (N x N) from [Ψ_1 ... Ψ_P] (N x NP), both row-major.</summary>
    public static void Read(
        this EdgeWeights weights,
        ReadOnlySpan<double> filters,
        int nodes,
        int order,
        Span<double> w
    )
    {
        Require.SameLength(w.Length, nodes * nodes, "target", "N x N");
        for (int i = 0; i < nodes; i++)
        {
            for (int j = 0; j < nodes; j++)
            {
                int first = i * nodes * order + j;
                if (weights == EdgeWeights.SignedFirstLag)
                {
                    w[i * nodes + j] = filters[first];
                    continue;
                }
                double sum = 0;
                for (int p = 0; p < order; p++)
                {
                    double value = filters[first + p * nodes];
                    sum += value * value;
                }
                w[i * nodes + j] = Math.Sqrt(sum);
            }
        }
    }
}
