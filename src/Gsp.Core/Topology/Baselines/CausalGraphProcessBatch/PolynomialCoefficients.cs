using Gsp.Numerics;

namespace Gsp.Topology;

/// <summary>Problem (C): sparse polynomial coefficients for a given shift operator.</summary>
/// <remarks>Minimises 1/2 mean |x - Y(W) h|^2 + nu |h|_1. The normal equations come from the second moments alone:
/// mean (W^i z_p)^T (W^j z_q) = tr((W^i)^T W^j R_qp) and mean x^T W^j z_p = tr(C_p^T W^j).</remarks>
internal static class PolynomialCoefficients
{
    /// <summary>The gram matrix, row-major, and the right-hand side.</summary>
    public static (double[] Gram, double[] Right) NormalEquations(
        LagStatistics statistics,
        SquareMatrices algebra,
        double[][] powers
    )
    {
        int order = statistics.Order;
        int m = PolynomialFilters.Coefficients(order);
        var gram = new double[m * m];
        var right = new double[m];
        double[] moved = algebra.Zero();
        for (int q = 1; q <= order; q++)
        {
            for (int j = 0; j <= q; j++)
            {
                right[PolynomialFilters.Index(q, j)] = Inner(powers[j], statistics.CBlock(q - 1));
                for (int p = 1; p <= order; p++)
                {
                    algebra.Blas.Multiply(
                        1,
                        algebra.View(powers[j]),
                        statistics.RBlock(q - 1, p - 1),
                        0,
                        algebra.View(moved)
                    );
                    for (int i = 0; i <= p; i++)
                    {
                        gram[PolynomialFilters.Index(p, i) * m + PolynomialFilters.Index(q, j)] = Vectors.Dot<double>(
                            powers[i],
                            moved
                        );
                    }
                }
            }
        }
        return (gram, right);
    }

    /// <summary>The coefficients; the l1 weight is the given fraction of the one that makes them all zero.</summary>
    public static double[] Solve(
        LagStatistics statistics,
        SquareMatrices algebra,
        double[][] powers,
        double fraction,
        bool fixFirstFilter
    )
    {
        (double[] gram, double[] right) = NormalEquations(statistics, algebra, powers);
        int m = right.Length;
        var h = new double[m];
        var isFixed = new bool[m];
        if (fixFirstFilter)
        {
            (h[1], isFixed[0], isFixed[1]) = (1, true, true);
        }
        double critical = 0;
        for (int k = 0; k < m; k++)
        {
            double gradient = right[k] - (fixFirstFilter ? gram[k * m + 1] : 0);
            critical = isFixed[k] ? critical : Math.Max(critical, Math.Abs(gradient));
        }
        GramLasso.Solve(gram, right, fraction * critical, isFixed, h, new double[m], 1e-13 * critical, 100_000);
        return h;
    }

    private static double Inner(double[] a, MatrixView<double> b)
    {
        double sum = 0;
        for (int i = 0; i < b.Rows; i++)
        {
            for (int j = 0; j < b.Columns; j++)
            {
                sum += a[i * b.Columns + j] * b[i, j];
            }
        }
        return sum;
    }
}
