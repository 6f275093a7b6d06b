using System.Globalization;
using Gsp.Statistics;
using MathNet.Numerics.LinearAlgebra;

namespace Gsp.Topology;

/// <summary>Whether what a learned graph leaves unexplained is still predictable, and whether the learned process is stable.</summary>
/// <remarks>Immutable; holds arrays, so two results compare by reference.</remarks>
public sealed record ResidualDiagnostics
{
    /// <summary>Hosking's multivariate portmanteau test of the residuals' whiteness over all lags; NaN with fewer than two samples a node.</summary>
    public required HypothesisTest Whiteness { get; init; }

    /// <summary>Ljung and Box's test for each node's residuals, N values.</summary>
    public required IReadOnlyList<HypothesisTest> NodeWhiteness { get; init; }

    /// <summary>Residual variances, N values, in the squared unit of the recording.</summary>
    public required IReadOnlyList<double> Variances { get; init; }

    /// <summary>Spectral radius of the companion matrix; the process is stable below one.</summary>
    public required double CompanionRadius { get; init; }

    /// <summary>Number of lags tested.</summary>
    public required int Lags { get; init; }

    /// <summary>Whether the learned process is stable.</summary>
    public bool IsStable => CompanionRadius < 1;

    /// <inheritdoc/>
    public override string ToString() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"residuals: whiteness over {Lags} lags p = {Whiteness.PValue:g3}, {NodeWhiteness.Count(t => t.PValue < 0.01)} of {NodeWhiteness.Count} nodes not white at 1 %, companion radius {CompanionRadius:g4} ({(IsStable ? "stable" : "UNSTABLE")})"
        );

    /// <summary>Examines the residuals e_t = x_t - sum of Psi_p x_(t-p) of a recording.</summary>
    /// <remarks>
    /// Whiteness: Q = T^2 sum over h of tr(C_h^T C_0^-1 C_h C_0^-1) / (T - h), chi-squared with N^2 H - (number of non-zero coefficients) degrees of freedom.
    /// Per node: Q_i = T (T + 2) sum of r_h^2 / (T - h), chi-squared with H degrees of freedom.
    /// Cost: T N^2 H operations. Deterministic; thread-safe. Source: Hosking, J. Am. Stat. Assoc. 75 (1980); Ljung and Box, Biometrika 65 (1978).
    /// </remarks>
    /// <param name="samples">[time, node], finite.</param>
    /// <param name="filters">[Psi_1 ... Psi_P], N x NP, lag-major.</param>
    /// <param name="lags">H, at least 1; more than P.</param>
    /// <returns>The diagnostics.</returns>
    /// <exception cref="ArgumentException">Sizes do not fit, or too few samples for the lags.</exception>
    public static ResidualDiagnostics Of(Matrix<double> samples, Matrix<double> filters, int lags = 10)
    {
        int nodes = samples.ColumnCount;
        Require.That(
            filters.RowCount == nodes && nodes > 0 && filters.ColumnCount % nodes == 0,
            $"filters are {filters.RowCount} x {filters.ColumnCount} and the recording has {nodes} nodes; expected N x NP",
            nameof(filters)
        );
        int order = filters.ColumnCount / nodes;
        Require.InRange(lags, order + 1, int.MaxValue, "more lags than the model has");
        int count = samples.RowCount - order;
        Require.That(
            count > 2 * lags,
            $"{samples.RowCount} rows are too few to test {lags} lags of a model of order {order}",
            nameof(samples)
        );
        Matrix<double> residuals = samples.SubMatrix(order, count, 0, nodes);
        for (int p = 1; p <= order; p++)
        {
            Matrix<double> filter = filters.SubMatrix(0, nodes, (p - 1) * nodes, nodes);
            residuals -= samples.SubMatrix(order - p, count, 0, nodes).TransposeAndMultiply(filter);
        }
        var covariances = new Matrix<double>[lags + 1];
        for (int h = 0; h <= lags; h++)
        {
            Matrix<double> late = residuals.SubMatrix(h, count - h, 0, nodes);
            covariances[h] = late.TransposeThisAndMultiply(residuals.SubMatrix(0, count - h, 0, nodes)) / count;
        }
        int parameters = filters.Enumerate().Count(value => value != 0);
        return new ResidualDiagnostics
        {
            Whiteness = Hosking(covariances, count, parameters),
            NodeWhiteness = [.. Enumerable.Range(0, nodes).Select(i => LjungBox(covariances, count, i))],
            Variances = [.. covariances[0].Diagonal()],
            CompanionRadius = Topology.CompanionRadius.Of(filters),
            Lags = lags,
        };
    }

    private static HypothesisTest Hosking(Matrix<double>[] covariances, int count, int parameters)
    {
        int nodes = covariances[0].RowCount;
        double degrees = (double)nodes * nodes * (covariances.Length - 1) - parameters;
        if (count < 2 * nodes || degrees < 1 || covariances[0].Diagonal().Any(v => !(v > 0)))
        {
            return new HypothesisTest(double.NaN, double.NaN);
        }
        Matrix<double> inverse = covariances[0].Inverse();
        double sum = 0;
        for (int h = 1; h < covariances.Length; h++)
        {
            Matrix<double> left = covariances[h].TransposeThisAndMultiply(inverse);
            sum += (left * covariances[h] * inverse).Trace() / (count - h);
        }
        double statistic = (double)count * count * sum;
        return new HypothesisTest(statistic, Tails.ChiSquaredUpper(Math.Max(0, statistic), degrees));
    }

    private static HypothesisTest LjungBox(Matrix<double>[] covariances, int count, int node)
    {
        double power = covariances[0][node, node];
        if (!(power > 0))
        {
            return new HypothesisTest(double.NaN, double.NaN);
        }
        double sum = 0;
        for (int h = 1; h < covariances.Length; h++)
        {
            double correlation = covariances[h][node, node] / power;
            sum += correlation * correlation / (count - h);
        }
        double statistic = count * (count + 2.0) * sum;
        return new HypothesisTest(statistic, Tails.ChiSquaredUpper(statistic, covariances.Length - 1));
    }
}
