using Gsp.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace Gsp.Topology;

/// <summary>Problem (A): lag filters that predict, are sparse, and commute.</summary>
/// <remarks>Minimises 1/2 mean |x - sum Psi_p z_p|^2 + sum mu_p |Psi_p|_1 + gamma/4 sum over i != j of |[Psi_i, Psi_j]|_F^2. The problem is
/// convex in each filter, so the filters are minimised in turn; the objective never rises.</remarks>
internal sealed class CommutingFilters
{
    private const int BlockSteps = 25;
    private readonly LagStatistics statistics;
    private readonly SquareMatrices algebra;
    private readonly double gamma;
    private readonly double[] penalties;
    private readonly double[] curvatures;

    public CommutingFilters(LagStatistics statistics, SquareMatrices algebra, double gamma, double[] penalties)
    {
        (this.statistics, this.algebra, this.gamma, this.penalties) = (statistics, algebra, gamma, penalties);
        Filters = [.. Enumerable.Range(0, statistics.Order).Select(_ => algebra.Zero())];
        curvatures = [.. Enumerable.Range(0, statistics.Order).Select(LargestEigenvalue)];
    }

    /// <summary>Psi_1 ... Psi_P, row-major.</summary>
    public double[][] Filters { get; }

    /// <summary>The whole objective.</summary>
    public double Objective()
    {
        double value = statistics.Power / 2;
        for (int p = 0; p < Filters.Length; p++)
        {
            double[] right = Cross(p);
            double[] own = algebra.Zero();
            algebra.Blas.Multiply(1, algebra.View(Filters[p]), statistics.RBlock(p, p), 0, algebra.View(own));
            // 1/2 <Psi_p, sum_k Psi_k R_kp - 2 C_p>, where Cross is the sum without k = p, minus C_p.
            double[] c = algebra.Zero();
            Copy(statistics.CBlock(p), c);
            value +=
                0.5
                * (
                    Vectors.Dot<double>(Filters[p], own)
                    + Vectors.Dot<double>(Filters[p], right)
                    - Vectors.Dot<double>(Filters[p], c)
                );
            value += penalties[p] * Reductions.SumOfMagnitudes(Filters[p]);
        }
        return value + gamma / 2 * CommutatorEnergy();
    }

    /// <summary>The sum of |[Psi_i, Psi_j]|_F^2 over pairs i before j.</summary>
    public double CommutatorEnergy()
    {
        double energy = 0;
        for (int i = 0; i < Filters.Length; i++)
        {
            for (int j = i + 1; j < Filters.Length; j++)
            {
                double[] k = algebra.Commutator(Filters[i], Filters[j]);
                energy += Reductions.SumOfSquares(k);
            }
        }
        return energy;
    }

    /// <summary>Minimises over one filter, the others held.</summary>
    public void UpdateFilter(int p, double tolerance)
    {
        double[] right = Cross(p);
        double lipschitz = curvatures[p];
        for (int k = 0; k < Filters.Length; k++)
        {
            lipschitz += k == p ? 0 : 4 * gamma * algebra.SquaredNormBound(Filters[k]);
        }
        ProximalDescent.Run(
            (point, gradient) => BlockValue(p, right, point, gradient),
            penalties[p],
            lipschitz,
            Filters[p],
            tolerance,
            BlockSteps
        );
    }

    /// <summary>The smooth part as a function of one filter (up to a constant), with its gradient.</summary>
    internal double BlockValue(int p, double[] right, double[] point, double[] gradient)
    {
        algebra.Blas.Multiply(1, algebra.View(point), statistics.RBlock(p, p), 0, algebra.View(gradient));
        double value = 0.5 * Vectors.Dot<double>(point, gradient) + Vectors.Dot<double>(point, right);
        for (int i = 0; i < gradient.Length; i++)
        {
            gradient[i] += right[i];
        }
        for (int k = 0; k < Filters.Length && gamma > 0; k++)
        {
            value += k == p ? 0 : gamma / 2 * algebra.AddCommutatorGradient(gamma, point, Filters[k], gradient);
        }
        return value;
    }

    /// <summary>sum over k != p of Psi_k R_kp, minus C_p: the gradient of the data term at Psi_p = 0.</summary>
    internal double[] Cross(int p)
    {
        double[] sum = algebra.Zero();
        for (int k = 0; k < Filters.Length; k++)
        {
            if (k != p)
            {
                algebra.Blas.Multiply(1, algebra.View(Filters[k]), statistics.RBlock(k, p), 1, algebra.View(sum));
            }
        }
        MatrixView<double> c = statistics.CBlock(p);
        for (int i = 0; i < statistics.Nodes; i++)
        {
            for (int j = 0; j < statistics.Nodes; j++)
            {
                sum[i * statistics.Nodes + j] -= c[i, j];
            }
        }
        return sum;
    }

    private double LargestEigenvalue(int p)
    {
        double[] block = algebra.Zero();
        Copy(statistics.RBlock(p, p), block);
        double largest = block
            .ToMatrix(statistics.Nodes, statistics.Nodes)
            .Evd(Symmetricity.Symmetric)
            .EigenValues.Max(value => value.Real);
        return largest * (1 + 1e-10);
    }

    private static void Copy(MatrixView<double> from, double[] to)
    {
        for (int i = 0; i < from.Rows; i++)
        {
            for (int j = 0; j < from.Columns; j++)
            {
                to[i * from.Columns + j] = from[i, j];
            }
        }
    }
}
