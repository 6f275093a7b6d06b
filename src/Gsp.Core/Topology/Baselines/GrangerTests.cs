using Gsp.Numerics;
using Gsp.Statistics;

namespace Gsp.Topology;

/// <summary>The N² tests "all lags of node j in the equation of node i are zero".</summary>
/// <remarks>Statistic c' [σ_i² V_jj]⁻¹ c, with c the P coefficients and V_jj the P x P block of their covariance factor.</remarks>
internal static class GrangerTests
{
    /// <summary>Writes the p-values, N x N row-major.</summary>
    /// <param name="filters">N x NP row-major.</param>
    /// <param name="covariance">V between two lagged regressors.</param>
    /// <param name="variances">σ_i², with degrees of freedom taken off.</param>
    /// <param name="freedom">Residual degrees of freedom.</param>
    /// <param name="nodes">N.</param>
    /// <param name="order">P.</param>
    /// <param name="test">Which statistic.</param>
    /// <param name="pValues">Receives the p-values.</param>
    public static void PValues(
        ReadOnlySpan<double> filters,
        Func<int, int, double> covariance,
        ReadOnlySpan<double> variances,
        double freedom,
        int nodes,
        int order,
        GrangerTest test,
        Span<double> pValues
    )
    {
        var block = new double[order * order];
        var values = new double[order];
        var solved = new double[order];
        var cholesky = new ScaledCholesky(order);
        for (int j = 0; j < nodes; j++)
        {
            for (int p = 0; p < order; p++)
            {
                for (int q = 0; q < order; q++)
                {
                    block[p * order + q] = covariance(p * nodes + j, q * nodes + j);
                }
            }
            bool regular = cholesky.Factor(block) < 0;
            for (int i = 0; i < nodes; i++)
            {
                for (int p = 0; p < order; p++)
                {
                    values[p] = solved[p] = filters[i * nodes * order + p * nodes + j];
                }
                if (!regular)
                {
                    pValues[i * nodes + j] = 1;
                    continue;
                }
                cholesky.Solve(solved);
                double statistic = Vectors.Dot<double>(values, solved) / variances[i];
                // A perfect fit (zero residuals) makes every non-zero coefficient significant and 0/0 meaningless.
                pValues[i * nodes + j] =
                    double.IsNaN(statistic) ? 1
                    : double.IsInfinity(statistic) ? 0
                    : test == GrangerTest.Wald ? Tails.ChiSquaredUpper(statistic, order)
                    : Tails.FUpper(statistic / order, order, freedom);
            }
        }
    }

    /// <summary>Clears the weights whose p-value is above the rule's threshold; returns the threshold.</summary>
    public static double Prune(Span<double> weights, ReadOnlySpan<double> pValues, MultipleTesting rule, double level)
    {
        double threshold = rule.Threshold(pValues, level);
        for (int k = 0; k < weights.Length; k++)
        {
            // Strictly below, as p < level is the usual reading; a step-up threshold is itself one of the p-values and is kept.
            bool kept = rule == MultipleTesting.BenjaminiHochberg ? pValues[k] <= threshold : pValues[k] < threshold;
            weights[k] = kept ? weights[k] : 0;
        }
        return threshold;
    }
}
