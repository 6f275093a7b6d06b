using System.Globalization;
using Gsp.Compute;
using Gsp.Numerics;

namespace Gsp.Topology;

/// <summary>Least squares of all targets on all regressors, with what tests and selections need from it.</summary>
/// <remarks>B = C (G + ρ diag G)⁻¹ by a Cholesky factor of the scaled Gram matrix and one step of iterative refinement.</remarks>
internal sealed class LeastSquaresFit
{
    private LeastSquaresFit(BatchMoments moments)
    {
        Moments = moments;
        Filters = new double[moments.Nodes * moments.Width];
        ResidualVariances = new double[moments.Nodes];
        CoefficientCovariance = new double[moments.Width * moments.Width];
    }

    /// <summary>The moments fitted.</summary>
    public BatchMoments Moments { get; }

    /// <summary>[Ψ_1 ... Ψ_P], N x NP row-major; zero when the status is not Converged.</summary>
    public double[] Filters { get; }

    /// <summary>σ_i²: residual sum of squares over degrees of freedom, N values.</summary>
    public double[] ResidualVariances { get; }

    /// <summary>V with Cov(row i of B) = σ_i² V: G⁻¹, or (G+R)⁻¹ G (G+R)⁻¹ with a ridge. NP x NP.</summary>
    public double[] CoefficientCovariance { get; }

    /// <summary>Rows less (effective) unknowns a target.</summary>
    public double DegreesOfFreedom { get; private set; }

    /// <summary>Smallest pivot of the scaled Gram matrix: 1 for orthogonal regressors, near 1e-16 for dependent ones.</summary>
    public double SmallestPivot { get; private set; }

    /// <summary>Converged or Degenerate.</summary>
    public FitStatus Status { get; private set; }

    /// <summary>The reason of the status.</summary>
    public string Message { get; private set; } = "";

    /// <summary>Fits.</summary>
    public static LeastSquaresFit Of(BatchMoments moments, double ridge, Backend backend)
    {
        var fit = new LeastSquaresFit(moments);
        int unknowns = moments.Width + (moments.HasIntercept ? 1 : 0);
        if (ridge == 0 && moments.Count <= unknowns)
        {
            return fit.Fail(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{moments.Count:0.#} usable samples do not determine {unknowns} unknowns a node; more samples, a lower order or a ridge helps"
                )
            );
        }
        if (Problem(moments) is string problem)
        {
            return fit.Fail(problem);
        }
        var cholesky = new ScaledCholesky(moments.Width);
        int dependent = cholesky.Factor(moments.Gram, ridge);
        fit.SmallestPivot = cholesky.SmallestPivot;
        if (dependent >= 0)
        {
            return fit.Fail(
                $"lag {dependent / moments.Nodes + 1} of node {dependent % moments.Nodes} is a combination of the regressors before it; dropping that node or a ridge helps"
            );
        }
        fit.Solve(cholesky, ridge, backend.Double);
        fit.Status = FitStatus.Converged;
        fit.Message = string.Create(
            CultureInfo.InvariantCulture,
            $"{moments.Count:0.#} samples, {fit.DegreesOfFreedom:0.#} degrees of freedom a node"
        );
        return fit;
    }

    /// <summary>Writes the standard errors of row i: σ_i √V_jj, or σ_i / √G_jj.</summary>
    public void StandardErrors(int row, PruningError kind, Span<double> errors)
    {
        for (int j = 0; j < errors.Length; j++)
        {
            int diagonal = j * Moments.Width + j;
            double factor = kind == PruningError.Joint ? CoefficientCovariance[diagonal] : 1 / Moments.Gram[diagonal];
            errors[j] = Math.Sqrt(ResidualVariances[row] * factor);
        }
    }

    /// <summary>Covariance of the residuals, degrees of freedom taken off: Σ = (X − B Z)(X − B Z)ᵀ / dof, N x N row-major.</summary>
    public double[] ResidualCovariance(Backend backend)
    {
        int n = Moments.Nodes;
        int width = Moments.Width;
        var image = new double[n * width];
        double[] covariance = [.. Moments.TargetGram];
        // X Xᵀ − B Cᵀ − (C − B G) Bᵀ: the last term is zero for plain least squares and counts with a ridge.
        Moments.Cross.CopyTo(image, 0);
        ReadOnlyMatrixView<double> b = Filters.AsRowMajor(n, width);
        MatrixView<double> target = covariance.AsRowMajor(n, n);
        backend.Double.Multiply(-1, b, Moments.Gram.AsRowMajor(width, width), 1, image.AsRowMajor(n, width));
        backend.Double.Multiply(-1, b, Moments.Cross.AsRowMajor(n, width).Transposed, 1, target);
        backend.Double.Multiply(-1, image.AsRowMajor(n, width), b.Transposed, 1, target);
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j <= i; j++)
            {
                double value = (covariance[i * n + j] + covariance[j * n + i]) / 2 / DegreesOfFreedom;
                covariance[i * n + j] = covariance[j * n + i] = value;
            }
        }
        return covariance;
    }

    /// <summary>Why the moments cannot be used at all, if so: a node without variance beyond rounding, or values whose squares overflow.</summary>
    internal static string? Problem(BatchMoments moments)
    {
        for (int j = 0; j < moments.Width; j++)
        {
            double variation = moments.Gram[j * moments.Width + j];
            double mean = moments.RegressorMeans[j];
            int node = j % moments.Nodes;
            if (!double.IsFinite(variation))
            {
                return $"the squares of node {node} overflow: rescale the recording";
            }
            // Centring a constant leaves rounding errors of relative size 1e-16 each; 1e-13 is far above them and below any real signal.
            if (!(variation > 1e-26 * (variation + moments.Count * mean * mean)))
            {
                return $"node {node} is constant (or so small that its squares vanish): nothing can be said about its effects";
            }
        }
        return null;
    }

    private LeastSquaresFit Fail(string reason)
    {
        Status = FitStatus.Degenerate;
        Message = reason;
        return this;
    }

    private void Solve(ScaledCholesky cholesky, double ridge, IBlas<double> blas)
    {
        int n = Moments.Nodes;
        int width = Moments.Width;
        var inverse = new double[width * width];
        cholesky.Inverse(inverse);
        var residual = new double[n * width];
        ReadOnlyMatrixView<double> g = Moments.Gram.AsRowMajor(width, width);
        blas.Multiply(
            1,
            Moments.Cross.AsRowMajor(n, width),
            inverse.AsRowMajor(width, width),
            0,
            Filters.AsRowMajor(n, width)
        );
        // Refinement: residual = C − B (G + R), then B += residual (G + R)⁻¹.
        Moments.Cross.CopyTo(residual, 0);
        blas.Multiply(-1, Filters.AsRowMajor(n, width), g, 1, residual.AsRowMajor(n, width));
        for (int i = 0; i < n && ridge > 0; i++)
        {
            for (int j = 0; j < width; j++)
            {
                residual[i * width + j] -= ridge * Moments.Gram[j * width + j] * Filters[i * width + j];
            }
        }
        blas.Multiply(
            1,
            residual.AsRowMajor(n, width),
            inverse.AsRowMajor(width, width),
            1,
            Filters.AsRowMajor(n, width)
        );

        double effective = width;
        if (ridge == 0)
        {
            inverse.CopyTo(CoefficientCovariance, 0);
        }
        else
        {
            var product = new double[width * width];
            blas.Multiply(1, inverse.AsRowMajor(width, width), g, 0, product.AsRowMajor(width, width));
            blas.Multiply(
                1,
                product.AsRowMajor(width, width),
                inverse.AsRowMajor(width, width),
                0,
                CoefficientCovariance.AsRowMajor(width, width)
            );
            effective = 0;
            for (int j = 0; j < width; j++)
            {
                effective += product[j * width + j];
            }
        }
        DegreesOfFreedom = Moments.Count - effective - (Moments.HasIntercept ? 1 : 0);
        var image = new double[width];
        for (int i = 0; i < n; i++)
        {
            ReadOnlySpan<double> row = Filters.AsSpan(i * width, width);
            blas.Multiply(1, g, row, 0, image);
            double squares =
                Moments.TargetGram[i * n + i]
                - 2 * Vectors.Dot<double>(row, Moments.Cross.AsSpan(i * width, width))
                + Vectors.Dot<double>(row, image);
            ResidualVariances[i] = Math.Max(0, squares) / DegreesOfFreedom;
        }
    }
}
