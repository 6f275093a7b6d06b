using Gsp.Numerics;
using Gsp.Statistics;
using MathNet.Numerics.LinearAlgebra;

namespace Gsp.Topology;

/// <summary>Compares learned graphs, filters and coefficients with known ones.</summary>
/// <remarks>Pure functions: thread-safe, and the same bits everywhere. Cost O(N² log N) for a graph (the ranking), linear otherwise.</remarks>
public static class TopologyScores
{
    /// <summary>Scores an estimated graph against the truth.</summary>
    /// <param name="truth">The true W, N x N; non-zero entries are edges.</param>
    /// <param name="estimate">The estimated W, N x N.</param>
    /// <param name="options">Which entries count; by default all.</param>
    /// <returns>The scores.</returns>
    /// <exception cref="ArgumentException">The matrices are not square or not of one size, or hold a value that is not finite.</exception>
    public static TopologyScore Compare(Matrix<double> truth, Matrix<double> estimate, ScoreOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(truth);
        ArgumentNullException.ThrowIfNull(estimate);
        Require.That(
            truth.RowCount == truth.ColumnCount
                && truth.RowCount == estimate.RowCount
                && truth.ColumnCount == estimate.ColumnCount,
            $"truth is {truth.RowCount} x {truth.ColumnCount}, estimate {estimate.RowCount} x {estimate.ColumnCount}; both must be N x N",
            nameof(estimate)
        );
        return Compare(truth.ToRowMajor(), estimate.ToRowMajor(), truth.RowCount, options);
    }

    /// <summary>Scores an estimated graph against the truth, both as row-major arrays.</summary>
    /// <param name="truth">The true W, N x N row-major.</param>
    /// <param name="estimate">The estimated W, N x N row-major.</param>
    /// <param name="nodes">Number of nodes N.</param>
    /// <param name="options">Which entries count; by default all.</param>
    /// <returns>The scores.</returns>
    /// <exception cref="ArgumentException">A length is not N², or a value is not finite.</exception>
    public static TopologyScore Compare(
        ReadOnlySpan<double> truth,
        ReadOnlySpan<double> estimate,
        int nodes,
        ScoreOptions? options = null
    )
    {
        Require.SameLength(truth.Length, nodes * nodes, nameof(truth), "N x N");
        Require.SameLength(estimate.Length, nodes * nodes, nameof(estimate), "N x N");
        Require.Finite(truth, nameof(truth));
        Require.Finite(estimate, nameof(estimate), "a diverged estimate has no score");
        bool skip = (options ?? ScoreOptions.Default).ExcludeDiagonal;
        int entries = skip ? nodes * (nodes - 1) : nodes * nodes;
        var strengths = new double[entries];
        var edges = new bool[entries];
        double error = 0;
        double power = 0;
        int true_ = 0;
        int found = 0;
        int hits = 0;
        int k = 0;
        for (int i = 0; i < nodes; i++)
        {
            for (int j = 0; j < nodes; j++)
            {
                if (skip && i == j)
                {
                    continue;
                }
                double w = truth[i * nodes + j];
                double e = estimate[i * nodes + j];
                error += (w - e) * (w - e);
                power += w * w;
                true_ += w != 0 ? 1 : 0;
                found += e != 0 ? 1 : 0;
                hits += w != 0 && e != 0 ? 1 : 0;
                strengths[k] = Math.Abs(e);
                edges[k++] = w != 0;
            }
        }
        double precision = Ratio(hits, found);
        double recall = Ratio(hits, true_);
        (double roc, double precisionRecall) = RankingScores.Areas(strengths, edges);
        return new TopologyScore
        {
            Nmse = Nmse(error, power),
            MissProbability = Ratio(true_ - hits, true_),
            FalseAlarmProbability = Ratio(found - hits, entries - true_),
            Precision = precision,
            Recall = recall,
            F1 = precision + recall > 0 ? 2 * precision * recall / (precision + recall) : 0,
            AreaUnderRoc = roc,
            AreaUnderPrecisionRecall = double.IsNaN(roc) ? double.NaN : precisionRecall, // one class ranks nothing
            TrueEdges = true_,
            EstimatedEdges = found,
            Entries = entries,
        };
    }

    /// <summary>‖Ψ − Ψ̂‖_F² / ‖Ψ‖_F² of the lag filters.</summary>
    /// <param name="truth">The true [Ψ_1 ... Ψ_P], N x NP.</param>
    /// <param name="estimate">The estimated filters, N x NP' ; the shorter of the two is taken as zero at the lags that it lacks.</param>
    /// <returns>The relative squared error.</returns>
    /// <exception cref="ArgumentException">The numbers of nodes differ, or the columns are not whole lags.</exception>
    public static double FilterNmse(Matrix<double> truth, Matrix<double> estimate)
    {
        ArgumentNullException.ThrowIfNull(truth);
        ArgumentNullException.ThrowIfNull(estimate);
        int n = truth.RowCount;
        Require.That(
            n == estimate.RowCount && n > 0 && truth.ColumnCount % n == 0 && estimate.ColumnCount % n == 0,
            $"truth is {n} x {truth.ColumnCount}, estimate {estimate.RowCount} x {estimate.ColumnCount}; both must be N x NP with one N",
            nameof(estimate)
        );
        double error = 0;
        double power = 0;
        for (int j = 0; j < Math.Max(truth.ColumnCount, estimate.ColumnCount); j++)
        {
            for (int i = 0; i < n; i++)
            {
                double w = j < truth.ColumnCount ? truth[i, j] : 0;
                double e = j < estimate.ColumnCount ? estimate[i, j] : 0;
                error += (w - e) * (w - e);
                power += w * w;
            }
        }
        return Nmse(error, power);
    }

    /// <summary>‖h − ĥ‖² / ‖h‖² of the polynomial coefficients.</summary>
    /// <param name="truth">The true coefficients, in the order of <see cref="TopologyFit.Coefficients"/>.</param>
    /// <param name="estimate">The estimated coefficients, as many.</param>
    /// <returns>The relative squared error.</returns>
    /// <exception cref="ArgumentException">The lengths differ: the orders P do.</exception>
    public static double CoefficientNmse(ReadOnlySpan<double> truth, ReadOnlySpan<double> estimate)
    {
        Require.SameLength(estimate.Length, truth.Length, nameof(estimate), "coefficients of one order P");
        double error = 0;
        double power = 0;
        for (int i = 0; i < truth.Length; i++)
        {
            error += (truth[i] - estimate[i]) * (truth[i] - estimate[i]);
            power += truth[i] * truth[i];
        }
        return Nmse(error, power);
    }

    private static double Nmse(double error, double power) =>
        error == 0 ? 0
        : power == 0 ? double.PositiveInfinity
        : error / power;

    private static double Ratio(int part, int whole) => whole == 0 ? 0 : (double)part / whole;
}
