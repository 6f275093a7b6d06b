using Gsp.Compute;
using Gsp.Numerics;

namespace Gsp.Topology;

/// <summary>The largest eigenvalue of a slowly changing symmetric positive semi-definite matrix, by Lanczos from the last eigenvector.</summary>
/// <remarks>
/// The start mixes the last eigenvector with the newest regressor, the only direction in which R = lambda R + z z^T gained; a dozen
/// products then give the eigenvalue to rounding. The error of a Ritz value is at most its residual squared over the gap to the next
/// eigenvalue, hence a residual of 1e-8 for an eigenvalue good to about 1e-14. Full re-orthogonalisation; deterministic.
/// </remarks>
internal sealed class LargestEigenvalue
{
    private const int MaximumSize = 48;
    private const int MaximumRestarts = 40;
    private const double ResidualTolerance = 1e-8;

    private readonly int size;
    private readonly IBlas<double> blas;
    private readonly double[] basis;
    private readonly double[] product;
    private readonly double[] diagonal = new double[MaximumSize];
    private readonly double[] offDiagonal = new double[MaximumSize];
    private readonly double[] ritz = new double[MaximumSize];

    public LargestEigenvalue(int size, Backend backend)
    {
        this.size = size;
        blas = backend.Double;
        basis = new double[(Math.Min(size, MaximumSize) + 1) * size];
        product = new double[size];
        Vector = new double[size];
    }

    /// <summary>The eigenvector found last, unit length; part of an estimator's state.</summary>
    public double[] Vector { get; }

    /// <summary>The largest eigenvalue.</summary>
    /// <param name="matrix">Symmetric, size x size, row-major.</param>
    /// <param name="newest">The direction in which the matrix changed.</param>
    public double Of(ReadOnlySpan<double> matrix, ReadOnlySpan<double> newest)
    {
        double length = Math.Sqrt(RowKernels.Dot(newest, newest));
        double previous = Math.Sqrt(RowKernels.Dot(Vector, Vector));
        for (int i = 0; i < size; i++)
        {
            Vector[i] = (previous > 0 ? Vector[i] : 0) + (length > 0 ? newest[i] / length : 1e-3);
        }
        double value = 0;
        for (int restart = 0; restart < MaximumRestarts; restart++)
        {
            if (Sweep(matrix, out value))
            {
                break;
            }
        }
        return value;
    }

    /// <summary>One Lanczos run from <see cref="Vector"/>; leaves the new Ritz vector there.</summary>
    private bool Sweep(ReadOnlySpan<double> matrix, out double value)
    {
        int most = Math.Min(size, MaximumSize);
        double norm = Math.Sqrt(RowKernels.Dot(Vector, Vector));
        Span<double> q = basis.AsSpan(0, size);
        for (int i = 0; i < size; i++)
        {
            q[i] = Vector[i] / norm;
        }
        int steps = 0;
        bool converged = false;
        value = 0;
        while (!converged && steps < most)
        {
            q = basis.AsSpan(steps * size, size);
            blas.Multiply(1, new ReadOnlyMatrixView<double>(matrix, size, size, size, 1), q, 0, product);
            diagonal[steps] = RowKernels.Dot(q, product);
            Orthogonalise(steps + 1);
            double beta = Math.Sqrt(RowKernels.Dot(product, product));
            offDiagonal[steps] = beta;
            steps++;
            value = LargestOfTridiagonal(steps, value);
            // |beta * last component| is the residual of the Ritz pair.
            converged = beta * Math.Abs(ritz[steps - 1]) <= ResidualTolerance * value || beta <= 1e-14 * value;
            if (!converged)
            {
                Span<double> next = basis.AsSpan(steps * size, size);
                for (int i = 0; i < size; i++)
                {
                    next[i] = product[i] / beta;
                }
            }
        }
        Vector.AsSpan().Clear();
        for (int k = 0; k < steps; k++)
        {
            RowKernels.AddScaled(ritz[k], basis.AsSpan(k * size, size), Vector);
        }
        return converged || most == size;
    }

    /// <summary>Removes all earlier directions from the product, twice, which keeps the basis orthogonal to rounding.</summary>
    private void Orthogonalise(int count)
    {
        for (int pass = 0; pass < 2; pass++)
        {
            for (int k = 0; k < count; k++)
            {
                ReadOnlySpan<double> direction = basis.AsSpan(k * size, size);
                RowKernels.AddScaled(-RowKernels.Dot(direction, product), direction, product);
            }
        }
    }

    /// <summary>The largest eigenvalue of the tridiagonal matrix by Newton's method from above, and its eigenvector by recurrence.</summary>
    private double LargestOfTridiagonal(int count, double previous)
    {
        // Interlacing: the new value lies below that of the 2 x 2 matrix of the old value, the new diagonal and their coupling. From
        // above, Newton's steps on the characteristic polynomial decrease monotonically.
        double x = diagonal[count - 1];
        if (count > 1)
        {
            double half = 0.5 * (previous - x);
            double coupling = offDiagonal[count - 2];
            x = 0.5 * (previous + x) + Math.Sqrt(half * half + coupling * coupling);
        }
        for (int iteration = 0; iteration < 200; iteration++)
        {
            // d_k: ratio of successive leading minors of xI - T; slope: derivative of the logarithm of their product.
            double d = x - diagonal[0];
            double dPrime = 1;
            double slope = dPrime / d;
            for (int k = 1; k < count && d > 0; k++)
            {
                double b2 = offDiagonal[k - 1] * offDiagonal[k - 1];
                dPrime = 1 + b2 * dPrime / (d * d);
                d = x - diagonal[k] - b2 / d;
                slope += dPrime / d;
            }
            if (!(d > 0) || !double.IsFinite(slope))
            {
                break;
            }
            double next = x - 1 / slope;
            if (!(next < x))
            {
                break;
            }
            x = next;
        }
        Eigenvector(x, count);
        return x;
    }

    /// <summary>The tridiagonal eigenvector for the largest eigenvalue, from its last component backward (the stable direction of decay).</summary>
    private void Eigenvector(double x, int count)
    {
        // (x - d_k) s_k = b_{k-1} s_{k-1} + b_k s_{k+1}. The ratios r_k = b_k s_{k+1} / s_k from the end are those of a decaying tail.
        Span<double> ratio = stackalloc double[MaximumSize];
        double tail = 0;
        for (int k = count - 1; k > 0; k--)
        {
            double b = offDiagonal[k - 1];
            ratio[k] = b / (x - diagonal[k] - tail);
            tail = b * ratio[k];
        }
        ritz[0] = 1;
        double square = 1;
        for (int k = 1; k < count; k++)
        {
            ritz[k] = ritz[k - 1] * ratio[k];
            square += ritz[k] * ritz[k];
        }
        double scale = 1 / Math.Sqrt(square);
        for (int k = 0; k < count; k++)
        {
            ritz[k] *= scale;
        }
    }
}
