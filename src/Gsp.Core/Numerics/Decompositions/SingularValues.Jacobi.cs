using MathNet.Numerics.LinearAlgebra;

namespace Gsp.Numerics;

public sealed partial class SingularValues
{
    private const int MostSweeps = 60;

    // Rows below this times the largest are zero: they change the matrix by far less than its rounding, and their directions are noise.
    private const double Nothing = 1e-40;

    /// <summary>From A P = Q R: with R^T = X S Y^T found by rotating the columns of R^T, A = (Q Y) S (P X)^T.</summary>
    private static SingularValues Jacobi(QrDecomposition qr)
    {
        int n = qr.Columns;
        var x = new double[n * n]; // row k holds column k of R^T, that is row k of R
        var y = new double[n * n]; // row k holds column k of Y
        for (int i = 0; i < n; i++)
        {
            y[i * n + i] = 1;
            for (int j = i; j < n; j++)
            {
                x[i * n + j] = qr.RawR(i, j);
            }
        }
        bool converged = Orthogonalise(x, y, n);
        double[] norms = [.. Enumerable.Range(0, n).Select(k => Reductions.Norm(x.AsSpan(k * n, n)))];
        int[] order = [.. Enumerable.Range(0, n).OrderByDescending(k => norms[k]).ThenBy(k => k)];
        double[] values = [.. order.Select(k => norms[k] / qr.Scale)];
        double[] directions = Normalised(x, norms, order, n);

        var left = new double[qr.Rows * n];
        var right = new double[n * n];
        for (int k = 0; k < n; k++)
        {
            Span<double> u = left.AsSpan(k * qr.Rows, qr.Rows);
            y.AsSpan(order[k] * n, n).CopyTo(u);
            qr.Apply(u);
            for (int j = 0; j < n; j++)
            {
                right[k * n + qr.Permutation[j]] = directions[k * n + j];
            }
        }
        return new SingularValues(
            converged ? DecompositionStatus.Succeeded : DecompositionStatus.NotConverged,
            values,
            Matrix<double>.Build.Dense(qr.Rows, n, left),
            Matrix<double>.Build.Dense(n, n, right)
        );
    }

    /// <summary>Rotates pairs of rows of x (and of y alike) until all are orthogonal to working precision.</summary>
    private static bool Orthogonalise(double[] x, double[] y, int n)
    {
        double tolerance = 2.220446049250313e-16 * Math.Max(10, Math.Sqrt(n));
        double floor = Nothing * Reductions.Norm(x);
        for (int sweep = 0; sweep < MostSweeps; sweep++)
        {
            bool rotated = false;
            for (int p = 0; p < n - 1; p++)
            {
                for (int q = p + 1; q < n; q++)
                {
                    Span<double> a = x.AsSpan(p * n, n);
                    Span<double> b = x.AsSpan(q * n, n);
                    double alpha = Reductions.SumOfSquares(a);
                    double beta = Reductions.SumOfSquares(b);
                    double gamma = Vectors.Dot<double>(a, b);
                    if (
                        alpha <= floor * floor
                        || beta <= floor * floor
                        || Math.Abs(gamma) <= tolerance * Math.Sqrt(alpha) * Math.Sqrt(beta)
                    )
                    {
                        continue;
                    }
                    rotated = true;
                    double zeta = (beta - alpha) / (2 * gamma);
                    double t = Math.CopySign(1, zeta) / (Math.Abs(zeta) + Math.Sqrt(1 + zeta * zeta));
                    double c = 1 / Math.Sqrt(1 + t * t);
                    Elementwise.Rotate(c, c * t, a, b);
                    Elementwise.Rotate(c, c * t, y.AsSpan(p * n, n), y.AsSpan(q * n, n));
                }
            }
            if (!rotated)
            {
                return true;
            }
        }
        return false;
    }

    /// <summary>The directions of the rows in the given order; where a row is zero, a unit vector orthogonal to all before it.</summary>
    private static double[] Normalised(double[] x, double[] norms, int[] order, int n)
    {
        var directions = new double[n * n];
        for (int k = 0; k < n; k++)
        {
            Span<double> row = directions.AsSpan(k * n, n);
            double norm = norms[order[k]];
            if (norm > Nothing * norms[order[0]])
            {
                x.AsSpan(order[k] * n, n).CopyTo(row);
                Vectors.Scale<double>(1 / norm, row);
                continue;
            }
            for (int candidate = 0; candidate < n; candidate++)
            {
                row.Clear();
                row[candidate] = 1;
                for (int pass = 0; pass < 2; pass++) // twice is enough
                {
                    for (int j = 0; j < k; j++)
                    {
                        ReadOnlySpan<double> other = directions.AsSpan(j * n, n);
                        Vectors.AddScaled<double>(-Vectors.Dot<double>(other, row), other, row);
                    }
                }
                double left = Reductions.Norm(row);
                if (left * left * n > 0.5) // the mean of the squares over all candidates is (n - k) / n
                {
                    Vectors.Scale<double>(1 / left, row);
                    break;
                }
            }
        }
        return directions;
    }
}
