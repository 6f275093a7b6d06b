using Gsp.Compute;

namespace Gsp.Topology;

/// <summary>The adaptive lasso of every row of one set of moments, in standardised units.</summary>
internal sealed class AdaptiveLassoPath
{
    private readonly AdaptiveLassoOptions options;
    private readonly BatchMoments moments;
    private readonly LeastSquaresFit first;
    private readonly CovarianceLasso lasso;
    private readonly double[] deviations;
    private readonly double[] correlation;
    private readonly double[] weights;

    public AdaptiveLassoPath(BatchMoments moments, AdaptiveLassoOptions options, Backend backend)
    {
        this.options = options;
        this.moments = moments;
        int width = moments.Width;
        first = LeastSquaresFit.Of(moments, options.Ridge, backend);
        deviations = new double[width];
        correlation = new double[width];
        weights = new double[width];
        var covariance = new double[width * width];
        for (int j = 0; j < width; j++)
        {
            deviations[j] = Math.Sqrt(moments.Gram[j * width + j] / moments.Count);
        }
        for (int j = 0; j < width; j++)
        {
            for (int k = 0; k < width; k++)
            {
                covariance[j * width + k] =
                    j == k ? 1 : moments.Gram[j * width + k] / moments.Count / deviations[j] / deviations[k];
            }
        }
        lasso = new CovarianceLasso(covariance, width, options.MaximumSweeps, options.Tolerance);
    }

    /// <summary>The unpenalised fit that the weights come from; its status decides whether there is a path at all.</summary>
    public LeastSquaresFit First => first;

    /// <summary>Whether every solve so far ended within the sweeps allowed.</summary>
    public bool Converged { get; private set; } = true;

    /// <summary>The k-th fraction of the critical penalty, from 1 down.</summary>
    public double Fraction(int step) =>
        step == 0 ? 1 : PortableMath.Exp(PortableMath.Log(options.PathRatio) * step / (options.PathLength - 1));

    /// <summary>Solves one row along the path and shows every solution, until it holds more entries than half the samples: beyond that the
    /// residual says nothing.</summary>
    /// <param name="row">The target node.</param>
    /// <param name="visit">Receives the index, the coefficients in the data's units, the residual fraction and the number of non-zeros.</param>
    public void Walk(int row, Action<int, double[], double, int> visit)
    {
        var coefficients = new double[moments.Width];
        double critical = Begin(row);
        for (int k = 0; k < options.PathLength; k++)
        {
            Solve(row, critical, Fraction(k), coefficients);
            int active = lasso.Active();
            if (active > moments.Count / 2)
            {
                return;
            }
            visit(k, coefficients, lasso.ResidualFraction(), active);
        }
    }

    /// <summary>Solves one row at one fraction of its critical penalty.</summary>
    public double[] At(int row, double fraction)
    {
        var coefficients = new double[moments.Width];
        Solve(row, Begin(row), fraction, coefficients);
        return coefficients;
    }

    private double Begin(int row)
    {
        int width = moments.Width;
        double deviation = TargetDeviation(row);
        for (int j = 0; j < width; j++)
        {
            correlation[j] = moments.Cross[row * width + j] / moments.Count / deviations[j] / deviation;
            double strength = Math.Abs(first.Filters[row * width + j]) * deviations[j] / deviation;
            weights[j] =
                options.Power == 0 ? 1
                : options.Power == 1 ? 1 / strength
                : PortableMath.Exp(-options.Power * PortableMath.Log(strength));
        }
        lasso.Begin(correlation, weights);
        return lasso.CriticalPenalty();
    }

    private void Solve(int row, double critical, double fraction, double[] coefficients)
    {
        // At the critical penalty the row is zero; solving there would leave it to rounding whether one entry is a hair from it.
        if (fraction < 1 && critical > 0)
        {
            Converged &= lasso.Solve(critical * fraction);
        }
        double deviation = TargetDeviation(row);
        for (int j = 0; j < coefficients.Length; j++)
        {
            coefficients[j] = lasso.Solution[j] * deviation / deviations[j];
        }
    }

    private double TargetDeviation(int row) => Math.Sqrt(moments.TargetGram[row * moments.Nodes + row] / moments.Count);
}
