using Gsp.Numerics;

namespace Gsp.Topology;

/// <summary>The joint refinement: W and h together minimise the prediction error on their supports, without penalties.</summary>
/// <remarks>Levenberg-Marquardt steps on f(W, h) = 1/2 mean |x - sum Psi_p(W, h) z_p|^2. The damped Gauss-Newton system is solved by conjugate
/// gradients with products only (one derivative, one product with R, one adjoint an iteration), so no Jacobian is formed. A step that does
/// not lower f is rejected and the damping raised; f never rises. h_10 and h_11 are held, which fixes the scale.</remarks>
internal sealed class PolynomialRefinement
{
    private const int ConjugateSteps = 50;
    private readonly LagStatistics statistics;
    private readonly SquareMatrices algebra;
    private readonly bool[] freeW;
    private readonly bool[] freeH;

    public PolynomialRefinement(LagStatistics statistics, SquareMatrices algebra, double[] w, double[] h)
    {
        (this.statistics, this.algebra) = (statistics, algebra);
        (W, H) = ((double[])w.Clone(), (double[])h.Clone());
        freeW = [.. w.Select(value => value != 0)];
        freeH = [.. h.Select((value, k) => k > 1 && value != 0)];
        Error = Value(new PolynomialFilters(algebra, statistics.Order, W, H).Filters());
    }

    public double[] W { get; private set; }

    public double[] H { get; private set; }

    /// <summary>f at the present W and h.</summary>
    public double Error { get; private set; }

    /// <summary>Makes up to the given number of accepted steps; ends early when a step gains less than the tolerance. Reports f after each.</summary>
    public IReadOnlyList<double> Run(int steps, double tolerance, CancellationToken cancellation)
    {
        List<double> errors = [Error];
        double damping = 1e-3;
        for (int step = 0; step < steps && damping < 1e12; )
        {
            cancellation.ThrowIfCancellationRequested();
            var model = new PolynomialFilters(algebra, statistics.Order, W, H);
            (double[] gradientW, double[] gradientH) = Gradient(model);
            (double[] stepW, double[] stepH) = Solve(model, gradientW, gradientH, damping);
            double[] w = Moved(W, stepW);
            double[] h = Moved(H, stepH);
            double error = Value(new PolynomialFilters(algebra, statistics.Order, w, h).Filters());
            if (!(error < Error))
            {
                damping *= 10;
                continue;
            }
            double gain = Error - error;
            (W, H, Error) = (w, h, error);
            errors.Add(error);
            damping = Math.Max(1e-12, damping / 5);
            step++;
            if (gain < tolerance)
            {
                break;
            }
        }
        return errors;
    }

    /// <summary>The gradient of f in the free entries of W and h; zero elsewhere.</summary>
    internal (double[] W, double[] H) Gradient(PolynomialFilters model)
    {
        double[][] filterGradients = TimesR(model.Filters());
        for (int p = 0; p < filterGradients.Length; p++)
        {
            MatrixView<double> c = statistics.CBlock(p);
            for (int i = 0; i < statistics.Nodes; i++)
            {
                for (int j = 0; j < statistics.Nodes; j++)
                {
                    filterGradients[p][i * statistics.Nodes + j] -= c[i, j];
                }
            }
        }
        return Masked(model.Adjoint(filterGradients));
    }

    /// <summary>f of given filters.</summary>
    private double Value(double[][] filters)
    {
        double[][] product = TimesR(filters);
        double value = statistics.Power / 2;
        for (int p = 0; p < filters.Length; p++)
        {
            MatrixView<double> c = statistics.CBlock(p);
            value += 0.5 * Vectors.Dot<double>(filters[p], product[p]);
            for (int i = 0; i < statistics.Nodes; i++)
            {
                for (int j = 0; j < statistics.Nodes; j++)
                {
                    value -= filters[p][i * statistics.Nodes + j] * c[i, j];
                }
            }
        }
        return value;
    }

    /// <summary>Conjugate gradients for (J^T R J + damping D) d = -gradient, D the mean diagonal of the curvature.</summary>
    private (double[] W, double[] H) Solve(
        PolynomialFilters model,
        double[] gradientW,
        double[] gradientH,
        double damping
    )
    {
        double shift = damping * statistics.Power / statistics.Nodes;
        double[] stepW = new double[gradientW.Length];
        double[] stepH = new double[gradientH.Length];
        double[] residualW = [.. gradientW.Select(value => -value)];
        double[] residualH = [.. gradientH.Select(value => -value)];
        double[] directionW = (double[])residualW.Clone();
        double[] directionH = (double[])residualH.Clone();
        double squared = Reductions.SumOfSquares(residualW) + Reductions.SumOfSquares(residualH);
        double start = squared;
        for (int k = 0; k < ConjugateSteps && squared > 1e-20 * start; k++)
        {
            (double[] imageW, double[] imageH) = Masked(
                model.Adjoint(TimesR(model.Derivative(directionW, directionH)))
            );
            Add(shift, directionW, imageW);
            Add(shift, directionH, imageH);
            double curvature = Vectors.Dot<double>(directionW, imageW) + Vectors.Dot<double>(directionH, imageH);
            if (!(curvature > 0))
            {
                break;
            }
            double length = squared / curvature;
            Add(length, directionW, stepW);
            Add(length, directionH, stepH);
            Add(-length, imageW, residualW);
            Add(-length, imageH, residualH);
            double next = Reductions.SumOfSquares(residualW) + Reductions.SumOfSquares(residualH);
            double ratio = next / squared;
            for (int i = 0; i < directionW.Length; i++)
            {
                directionW[i] = residualW[i] + ratio * directionW[i];
            }
            for (int i = 0; i < directionH.Length; i++)
            {
                directionH[i] = residualH[i] + ratio * directionH[i];
            }
            squared = next;
        }
        return (stepW, stepH);
    }

    private double[][] TimesR(double[][] filters)
    {
        var product = new double[filters.Length][];
        for (int p = 0; p < filters.Length; p++)
        {
            product[p] = algebra.Zero();
            for (int k = 0; k < filters.Length; k++)
            {
                algebra.Blas.Multiply(
                    1,
                    algebra.View(filters[k]),
                    statistics.RBlock(k, p),
                    1,
                    algebra.View(product[p])
                );
            }
        }
        return product;
    }

    private (double[] W, double[] H) Masked((double[] W, double[] H) pair)
    {
        for (int i = 0; i < pair.W.Length; i++)
        {
            pair.W[i] = freeW[i] ? pair.W[i] : 0;
        }
        for (int k = 0; k < pair.H.Length; k++)
        {
            pair.H[k] = freeH[k] ? pair.H[k] : 0;
        }
        return pair;
    }

    private static double[] Moved(double[] from, double[] step) => [.. from.Zip(step, (a, b) => a + b)];

    private static void Add(double factor, double[] a, double[] sum)
    {
        for (int i = 0; i < sum.Length; i++)
        {
            sum[i] += factor * a[i];
        }
    }
}
