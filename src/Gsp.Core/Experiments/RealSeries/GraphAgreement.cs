using Gsp.Topology;
using MathNet.Numerics.LinearAlgebra;

namespace Gsp.Experiments;

/// <summary>How well a learned graph ranks the edges of a known one.</summary>
internal static class GraphAgreement
{
    private static readonly ScoreOptions OffDiagonal = new() { ExcludeDiagonal = true };

    /// <summary>Area under the ROC of |W_ij| for the directed edges; the diagonal does not count.</summary>
    public static double Directed(Matrix<double> known, Matrix<double> learned) =>
        TopologyScores.Compare(known, learned, OffDiagonal).AreaUnderRoc;

    /// <summary>Area under the ROC of the stronger of |W_ij| and |W_ji| for pairs joined either way.</summary>
    public static double Undirected(Matrix<double> known, Matrix<double> learned) =>
        TopologyScores.Compare(Either(known), Either(learned), OffDiagonal).AreaUnderRoc;

    /// <summary>The fraction of the directed edges for which |W_ij| exceeds |W_ji|; equal ones count half, so a symmetric W has 1/2.</summary>
    public static double Direction(Matrix<double> known, Matrix<double> learned)
    {
        double right = 0;
        int edges = 0;
        foreach ((int i, int j, double value) in known.EnumerateIndexed(Zeros.AllowSkip))
        {
            if (i != j && value != 0 && known[j, i] == 0)
            {
                double difference = Math.Abs(learned[i, j]) - Math.Abs(learned[j, i]);
                right +=
                    difference > 0 ? 1
                    : difference == 0 ? 0.5
                    : 0;
                edges++;
            }
        }
        return edges == 0 ? double.NaN : right / edges;
    }

    /// <summary>The stronger of both directions, without sign.</summary>
    public static Matrix<double> Either(Matrix<double> w) =>
        w.MapIndexed((i, j, value) => i == j ? 0 : Math.Max(Math.Abs(value), Math.Abs(w[j, i])));
}
