using Gsp.Numerics;

namespace Gsp.Topology;

/// <summary>The state of one graphical lasso fit: the dual variable W, the precision, and their gap.</summary>
internal sealed class GraphicalLassoDescent
{
    private readonly double[] s;
    private readonly int n;
    private readonly double penalty;
    private readonly double coordinateTolerance;
    private readonly double[] product;
    private readonly Cholesky cholesky;
    private readonly double[] beta;
    private readonly double[] right;
    private readonly bool[] isFixed;

    public GraphicalLassoDescent(double[] covariance, int n, double penalty)
    {
        (s, this.n, this.penalty) = (covariance, n, penalty);
        // Far below any gap that can be asked for, so that W stays dual feasible to rounding.
        coordinateTolerance = 1e-13 * covariance.Max(Math.Abs);
        Covariance = (double[])covariance.Clone();
        Precision = new double[n * n];
        product = new double[n];
        cholesky = new Cholesky(n);
        beta = new double[n];
        right = new double[n];
        isFixed = new bool[n];
    }

    public double[] Covariance { get; }

    public double[] Precision { get; }

    public double Gap { get; private set; } = double.PositiveInfinity;

    public double Objective { get; private set; } = double.NaN;

    /// <summary>Sets the first W and precision; -1, or the pivot at which the covariance fails.</summary>
    public int Start()
    {
        for (int i = 0; i < n; i++)
        {
            if (!(s[i * n + i] > 0))
            {
                return i;
            }
            Precision[i * n + i] = 1 / s[i * n + i];
        }
        if (penalty == 0)
        {
            return Invert();
        }
        // A little shrinkage makes a rank-deficient covariance positive definite; the first sweep replaces these entries.
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < n; j++)
            {
                Covariance[i * n + j] *= i == j ? 1 : 0.95;
            }
        }
        return -1;
    }

    /// <summary>Minimises over one row and column; false where W lost positive definiteness.</summary>
    public bool UpdateColumn(int column, int maximumSweeps)
    {
        double diagonal = Precision[column * n + column];
        for (int i = 0; i < n; i++)
        {
            beta[i] = i == column ? 0 : -Precision[i * n + column] / diagonal;
            right[i] = s[i * n + column];
        }
        isFixed[column] = true;
        GramLasso.Solve(Covariance, right, penalty, isFixed, beta, product, coordinateTolerance, maximumSweeps);
        isFixed[column] = false;
        double explained = 0;
        for (int i = 0; i < n; i++)
        {
            explained += i == column ? 0 : product[i] * beta[i];
        }
        double remaining = Covariance[column * n + column] - explained;
        if (!(remaining > 0) || !double.IsFinite(1 / remaining))
        {
            return false;
        }
        for (int i = 0; i < n; i++)
        {
            if (i != column)
            {
                Covariance[i * n + column] = Covariance[column * n + i] = product[i];
                Precision[i * n + column] = Precision[column * n + i] = beta[i] == 0 ? 0 : -beta[i] / remaining;
            }
        }
        Precision[column * n + column] = 1 / remaining;
        return true;
    }

    /// <summary>The objective and the duality gap; infinite while the precision or W is not positive definite.</summary>
    public void Certify()
    {
        if (LogDeterminant(Precision) is not double logPrecision)
        {
            (Objective, Gap) = (double.NaN, double.PositiveInfinity);
            return;
        }
        double trace = 0;
        double norm = 0;
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < n; j++)
            {
                trace += s[i * n + j] * Precision[i * n + j];
                norm += i == j ? 0 : Math.Abs(Precision[i * n + j]);
            }
        }
        Objective = -logPrecision + trace + penalty * norm;
        Gap = LogDeterminant(Covariance) is double logCovariance
            ? Math.Max(0, Objective - (logCovariance + n))
            : double.PositiveInfinity;
    }

    /// <summary>Without a penalty the optimum is the inverse of S.</summary>
    private int Invert()
    {
        if (cholesky.Factor(s.AsRowMajor(n, n)) != DecompositionStatus.Succeeded)
        {
            return cholesky.FailedPivot;
        }
        for (int column = 0; column < n; column++)
        {
            right.AsSpan().Clear();
            right[column] = 1;
            cholesky.Solve(right, right);
            for (int i = column; i < n; i++)
            {
                Precision[i * n + column] = Precision[column * n + i] = right[i];
            }
        }
        Certify();
        return -1;
    }

    /// <summary>The logarithm of a determinant; null where the matrix is not positive definite.</summary>
    private double? LogDeterminant(double[] matrix) =>
        cholesky.Factor(matrix.AsRowMajor(n, n)) == DecompositionStatus.Succeeded ? cholesky.LogDeterminant() : null;
}
