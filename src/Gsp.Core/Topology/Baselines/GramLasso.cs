namespace Gsp.Topology;

/// <summary>The lasso in Gram form, min 1/2 a^T Q a - q^T a + penalty |a|_1, by cyclic coordinate descent.</summary>
/// <remarks>One sweep costs at most n^2 operations. Each coordinate is minimised exactly, so the objective never rises. Friedman, Hastie
/// and Tibshirani, "Regularization paths for generalized linear models via coordinate descent", J. Stat. Softw. 33 (2010).</remarks>
internal static class GramLasso
{
    /// <summary>Minimises over the free coordinates, starting from the given solution.</summary>
    /// <param name="gram">Q, n x n, symmetric.</param>
    /// <param name="linear">q, n values.</param>
    /// <param name="penalty">Weight of the l1 norm, zero or more.</param>
    /// <param name="isFixed">Coordinates that keep their value.</param>
    /// <param name="solution">a: start in, minimiser out.</param>
    /// <param name="product">Receives Q a.</param>
    /// <param name="tolerance">Ends when no coordinate's gradient was moved by more than this in a sweep.</param>
    /// <param name="maximumSweeps">Most sweeps.</param>
    /// <returns>Whether the tolerance was met.</returns>
    public static bool Solve(
        ReadOnlySpan<double> gram,
        ReadOnlySpan<double> linear,
        double penalty,
        ReadOnlySpan<bool> isFixed,
        Span<double> solution,
        Span<double> product,
        double tolerance,
        int maximumSweeps
    )
    {
        int n = linear.Length;
        product.Clear();
        for (int k = 0; k < n; k++)
        {
            AddScaled(solution[k], gram.Slice(k * n, n), product);
        }
        for (int sweep = 0; sweep < maximumSweeps; sweep++)
        {
            double largest = 0;
            for (int k = 0; k < n; k++)
            {
                double curvature = gram[k * n + k];
                if (isFixed[k] || curvature <= 0)
                {
                    continue;
                }
                double target = SoftThreshold(linear[k] - product[k] + curvature * solution[k], penalty) / curvature;
                double step = target - solution[k];
                if (step != 0)
                {
                    solution[k] = target;
                    AddScaled(step, gram.Slice(k * n, n), product);
                    largest = Math.Max(largest, Math.Abs(step) * curvature);
                }
            }
            if (largest <= tolerance)
            {
                return true;
            }
        }
        return false;
    }

    /// <summary>sign(x) max(|x| - threshold, 0).</summary>
    public static double SoftThreshold(double value, double threshold) =>
        value > threshold ? value - threshold
        : value < -threshold ? value + threshold
        : 0;

    private static void AddScaled(double factor, ReadOnlySpan<double> row, Span<double> sum)
    {
        if (factor == 0)
        {
            return;
        }
        for (int i = 0; i < sum.Length; i++)
        {
            sum[i] += factor * row[i];
        }
    }
}
