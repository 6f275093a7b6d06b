using Gsp.Numerics;

namespace Gsp.Topology;

/// <summary>Problem (B): a sparse shift operator near the first filter that commutes with the others.</summary>
/// <remarks>Minimises 1/2 |Psi_1 - W|_F^2 + kappa |W|_1 + gamma/2 sum over i from 2 of |[W, Psi_i]|_F^2, which is convex.</remarks>
internal static class CommutingOperator
{
    public static double[] Solve(SquareMatrices algebra, double[][] filters, double gamma, double kappa)
    {
        double[] w = (double[])filters[0].Clone();
        double lipschitz = 1;
        for (int k = 1; k < filters.Length; k++)
        {
            lipschitz += 4 * gamma * algebra.SquaredNormBound(filters[k]);
        }
        double scale = Reductions.SumOfSquares(w);
        ProximalDescent.Run(
            (point, gradient) => Value(algebra, filters, gamma, point, gradient),
            kappa,
            lipschitz,
            w,
            1e-14 * scale,
            10_000
        );
        return w;
    }

    internal static double Value(
        SquareMatrices algebra,
        double[][] filters,
        double gamma,
        double[] w,
        double[] gradient
    )
    {
        double value = 0;
        for (int i = 0; i < w.Length; i++)
        {
            gradient[i] = w[i] - filters[0][i];
            value += 0.5 * gradient[i] * gradient[i];
        }
        for (int k = 1; k < filters.Length && gamma > 0; k++)
        {
            value += gamma / 2 * algebra.AddCommutatorGradient(gamma, w, filters[k], gradient);
        }
        return value;
    }
}
