using Gsp.Numerics;

namespace Gsp.Topology;

/// <summary>The weighted lasso of one row in covariance form: min ½ bᵀS b − cᵀb + λ Σ w_j |b_j| with unit diagonal of S.</summary>
/// <remarks>Cyclic coordinate descent; after a full sweep the non-zero entries are iterated alone until they settle, then a full sweep checks.
/// An infinite weight keeps an entry at zero. Warm-started from call to call.</remarks>
internal sealed class CovarianceLasso(double[] covariance, int size, int maximumSweeps, double tolerance)
{
    private readonly double[] slack = new double[size]; // c − S b
    private double[] correlation = [];
    private double[] weights = [];

    /// <summary>b.</summary>
    public double[] Solution { get; } = new double[size];

    /// <summary>Starts a new row at b = 0.</summary>
    public void Begin(double[] correlation, double[] weights)
    {
        this.correlation = correlation;
        this.weights = weights;
        Solution.AsSpan().Clear();
        correlation.CopyTo(slack, 0);
    }

    /// <summary>The smallest λ at which the row is zero.</summary>
    public double CriticalPenalty()
    {
        double critical = 0;
        for (int j = 0; j < size; j++)
        {
            critical = Math.Max(critical, Math.Abs(correlation[j]) / weights[j]);
        }
        return critical;
    }

    /// <summary>Solves for one penalty from the present point; false when the sweeps ran out.</summary>
    public bool Solve(double penalty)
    {
        for (int sweep = 0; sweep < maximumSweeps; sweep++)
        {
            if (Sweep(penalty, onlyActive: false) <= tolerance)
            {
                return true;
            }
            while (++sweep < maximumSweeps && Sweep(penalty, onlyActive: true) > tolerance) { }
        }
        return false;
    }

    /// <summary>Residual sum of squares as a fraction of the target's: 1 − 2 cᵀb + bᵀS b.</summary>
    public double ResidualFraction() =>
        Math.Max(0, 1 - Vectors.Dot<double>(correlation, Solution) - Vectors.Dot<double>(slack, Solution));

    /// <summary>Number of non-zero entries.</summary>
    public int Active() => Solution.Count(value => value != 0);

    private double Sweep(double penalty, bool onlyActive)
    {
        double largest = 0;
        for (int j = 0; j < size; j++)
        {
            double old = Solution[j];
            if (onlyActive && old == 0)
            {
                continue;
            }
            double free = slack[j] + old;
            double threshold = penalty * weights[j];
            double value = Math.Abs(free) <= threshold ? 0 : free - Math.CopySign(threshold, free);
            if (value != old)
            {
                Solution[j] = value;
                Vectors.AddScaled<double>(old - value, covariance.AsSpan(j * size, size), slack);
                largest = Math.Max(largest, Math.Abs(value - old));
            }
        }
        return largest;
    }
}
