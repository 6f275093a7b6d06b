namespace Gsp.Topology;

/// <summary>The largest eigenvalue of a slowly changing symmetric positive semi-definite matrix, by Lanczos from the last eigenvector.</summary>
/// <remarks>
/// The start is the last eigenvector, corrected to first order for z z^T, the newest regressor's share of R = lambda R + z z^T. The error
/// of a Ritz value is at most its residual squared over the gap to the next eigenvalue, hence a relative residual of 3e-7 for an
/// eigenvalue good to 1e-13 over the relative gap. No re-orthogonalisation: lost orthogonality only repeats eigenvalues that have converged already
/// (C. C. Paige, 1976), and the largest is the one wanted. Deterministic.
/// </remarks>
internal sealed class LargestEigenvalue
{
    private const int MaximumSize = 64;
    private const int MaximumRestarts = 40;
    private const int FirstCheck = 8;
    private const int CheckEvery = 2;
    private const double ResidualTolerance = 3e-7;

    private readonly int size;
    private readonly PaddedMatrix basis;
    private readonly PaddedMatrix product;
    private readonly double[] diagonal = new double[MaximumSize];
    private readonly double[] offDiagonal = new double[MaximumSize];
    private readonly double[] ritz = new double[MaximumSize];

    public LargestEigenvalue(int size)
    {
        this.size = size;
        basis = new PaddedMatrix(Math.Min(size, MaximumSize), size);
        product = new PaddedMatrix(1, size);
        Vector = new double[size];
    }

    /// <summary>The eigenvector found last, as long as its eigenvalue; part of an estimator's state.</summary>
    public double[] Vector { get; }

    /// <summary>The largest eigenvalue.</summary>
    /// <param name="matrix">Symmetric, size x size.</param>
    /// <param name="newest">The direction in which the matrix changed.</param>
    public double Of(PaddedMatrix matrix, ReadOnlySpan<double> newest)
    {
        Start(newest);
        double value = 0;
        for (int restart = 0; restart < MaximumRestarts; restart++)
        {
            if (Sweep(matrix, out value))
            {
                break;
            }
        }
        RowKernels.Scale(value, Vector, Vector);
        return value;
    }

    /// <summary>The last eigenvector v, moved as far towards the newest regressor z as z z^T moves it to first order: by (z v) / lambda.</summary>
    private void Start(ReadOnlySpan<double> newest)
    {
        double eigenvalue = Math.Sqrt(RowKernels.Dot(Vector, Vector));
        double share = eigenvalue > 0 ? RowKernels.Dot(Vector, newest) / eigenvalue : 0;
        if (share != 0)
        {
            RowKernels.AddScaled(share, newest, Vector);
            return;
        }
        double length = Math.Sqrt(RowKernels.Dot(newest, newest));
        for (int i = 0; i < size; i++)
        {
            Vector[i] += length > 0 ? newest[i] / length : 1e-3;
        }
    }

    /// <summary>One Lanczos run from <see cref="Vector"/>; leaves the new Ritz vector there.</summary>
    private bool Sweep(PaddedMatrix matrix, out double value)
    {
        int most = Math.Min(size, MaximumSize);
        Vector.CopyTo(basis.Row(0));
        RowKernels.Scale(1 / Math.Sqrt(RowKernels.Dot(Vector, Vector)), basis.PaddedRow(0), basis.PaddedRow(0));
        Span<double> image = product.PaddedRow(0);
        int steps = 0;
        bool converged = false;
        double largest = 0;
        value = 0;
        while (!converged && steps < most)
        {
            ReadOnlySpan<double> q = basis.PaddedRow(steps);
            SymmetricProduct.Multiply(matrix, q, image);
            diagonal[steps] = RowKernels.Dot(q, image);
            RowKernels.AddScaled(-diagonal[steps], q, image);
            if (steps > 0)
            {
                RowKernels.AddScaled(-offDiagonal[steps - 1], basis.PaddedRow(steps - 1), image);
            }
            double beta = Math.Sqrt(RowKernels.Dot(image, image));
            offDiagonal[steps] = beta;
            steps++;
            largest = Math.Max(largest, diagonal[steps - 1]);
            // The small eigenproblem is not free: it is looked at now and then, and where the basis ends. A beta below the tolerance
            // bounds every residual: the basis is exhausted, as it is after few samples, and further vectors would be rounding noise.
            bool ends = beta <= ResidualTolerance * largest || steps == most;
            if (ends || (steps >= FirstCheck && steps % CheckEvery == 0))
            {
                value = LargestOfTridiagonal(steps);
                // |beta * last component| is the residual of the Ritz pair.
                converged = ends || beta * Math.Abs(ritz[steps - 1]) <= ResidualTolerance * value;
            }
            if (!converged)
            {
                RowKernels.Scale(1 / beta, image, basis.PaddedRow(steps));
            }
        }
        bool exact = offDiagonal[steps - 1] * Math.Abs(ritz[steps - 1]) <= ResidualTolerance * value;
        Vector.AsSpan().Clear();
        for (int k = 0; k < steps; k++)
        {
            RowKernels.AddScaled(ritz[k], basis.Row(k), Vector);
        }
        return exact;
    }

    /// <summary>The largest eigenvalue of the tridiagonal matrix by Laguerre's method from above, and its eigenvector by recurrence.</summary>
    private double LargestOfTridiagonal(int count)
    {
        // Gershgorin's bound lies above every eigenvalue; from above, Laguerre's steps on the characteristic polynomial decrease
        // monotonically and with third order.
        double x = double.NegativeInfinity;
        for (int k = 0; k < count; k++)
        {
            double radius = (k > 0 ? offDiagonal[k - 1] : 0) + (k < count - 1 ? offDiagonal[k] : 0);
            x = Math.Max(x, diagonal[k] + radius);
        }
        for (int iteration = 0; iteration < 60; iteration++)
        {
            // d_k: ratio of successive leading minors of xI - T. G = p'/p is the sum of d_k'/d_k over k, and H = -G'.
            double inverse = 1 / (x - diagonal[0]);
            double first = 1;
            double second = 0;
            double g = inverse;
            double h = inverse * inverse;
            for (int k = 1; k < count && inverse > 0; k++)
            {
                double b2 = offDiagonal[k - 1] * offDiagonal[k - 1];
                double decay = b2 * inverse * inverse;
                second = decay * (second - 2 * first * first * inverse);
                first = 1 + decay * first;
                inverse = 1 / (x - diagonal[k] - b2 * inverse);
                double share = first * inverse;
                g += share;
                h += share * share - second * inverse;
            }
            double next = x - count / (g + Math.Sqrt(Math.Max(0, (count - 1) * (count * h - g * g))));
            if (!(inverse > 0) || !(next < x))
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
