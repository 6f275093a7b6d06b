namespace Gsp.Numerics;

/// <summary>The two halves of a symmetric eigenvalue computation.</summary>
internal static class Tridiagonal
{
    private const double MachineEpsilon = 2.220446049250313e-16;
    private const int MostSteps = 60;

    /// <summary>Reduces A to T = Q^T A Q by Householder reflections.</summary>
    /// <param name="a">n x n, row-major, symmetric in both triangles, entries of order one; spoilt.</param>
    /// <param name="n">Size.</param>
    /// <param name="diagonal">Receives the diagonal of T.</param>
    /// <param name="below">Receives the subdiagonal of T in its first n - 1 entries.</param>
    /// <param name="vectors">Whether Q is wanted.</param>
    /// <returns>Q^T, row-major, or an empty array.</returns>
    public static double[] Reduce(double[] a, int n, double[] diagonal, double[] below, bool vectors)
    {
        var factors = new double[n];
        var p = new double[n];
        for (int k = 0; k < n - 1; k++)
        {
            diagonal[k] = a[k * n + k];
            int m = n - k - 1;
            Span<double> v = a.AsSpan(k * n + k + 1, m); // row k = column k by symmetry
            double tau = factors[k] = Householder.Make(v);
            below[k] = v[0];
            v[0] = 1;
            if (tau == 0)
            {
                continue;
            }

            // With p = tau A v and w = p - (tau/2)(p.v) v: H A H = A - v w^T - w v^T.
            Span<double> w = p.AsSpan(0, m);
            for (int i = 0; i < m; i++)
            {
                w[i] = tau * Vectors.Dot<double>(a.AsSpan((k + 1 + i) * n + k + 1, m), v);
            }
            Vectors.AddScaled<double>(-0.5 * tau * Vectors.Dot<double>(w, v), v, w);
            for (int i = 0; i < m; i++)
            {
                Elementwise.SubtractTwo(v[i], w, w[i], v, a.AsSpan((k + 1 + i) * n + k + 1, m));
            }
        }
        diagonal[n - 1] = a[n * n - 1];
        below[n - 1] = 0;
        return vectors ? Accumulate(a, n, factors) : [];
    }

    /// <summary>Q = H_0 H_1 ... built from the last reflection backward, then transposed.</summary>
    private static double[] Accumulate(double[] a, int n, double[] factors)
    {
        var q = new double[n * n];
        for (int i = 0; i < n; i++)
        {
            q[i * n + i] = 1;
        }
        var sums = new double[n];
        for (int k = n - 2; k >= 0; k--)
        {
            if (factors[k] == 0)
            {
                continue;
            }
            ReadOnlySpan<double> v = a.AsSpan(k * n + k + 1, n - k - 1);
            Span<double> u = sums.AsSpan(k + 1); // rows and columns up to k are still those of the identity
            u.Clear();
            for (int i = 0; i < v.Length; i++)
            {
                Vectors.AddScaled<double>(v[i], q.AsSpan((k + 1 + i) * n + k + 1, v.Length), u);
            }
            for (int i = 0; i < v.Length; i++)
            {
                Vectors.AddScaled<double>(-factors[k] * v[i], u, q.AsSpan((k + 1 + i) * n + k + 1, v.Length));
            }
        }
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < i; j++)
            {
                (q[i * n + j], q[j * n + i]) = (q[j * n + i], q[i * n + j]);
            }
        }
        return q;
    }

    /// <summary>Diagonalises T by implicit QL steps with Wilkinson's shift; rotates the rows of the basis along.</summary>
    /// <param name="d">The diagonal; becomes the eigenvalues, in no order.</param>
    /// <param name="e">The subdiagonal in the first n - 1 entries; spoilt.</param>
    /// <param name="basis">Q^T, n x (its row length), whose rows become the eigenvectors; may be empty.</param>
    /// <param name="n">Size.</param>
    /// <returns>Whether every eigenvalue converged.</returns>
    public static bool Diagonalise(double[] d, double[] e, double[] basis, int n)
    {
        int width = n == 0 ? 0 : basis.Length / n;
        double norm = Math.Max(Reductions.MaxMagnitude(d), Reductions.MaxMagnitude(e));
        for (int l = 0; l < n; l++)
        {
            for (int step = 0; ; step++)
            {
                int m = l;
                while (m < n - 1 && !Negligible(e[m], d[m], d[m + 1], norm))
                {
                    m++;
                }
                if (m == l)
                {
                    break;
                }
                if (step == MostSteps)
                {
                    return false;
                }
                Sweep(d, e, basis, width, l, m);
            }
        }
        return true;
    }

    private static bool Negligible(double e, double above, double under, double norm) =>
        Math.Abs(e) <= MachineEpsilon * (Math.Abs(above) + Math.Abs(under)) + MachineEpsilon * MachineEpsilon * norm;

    /// <summary>One QL step on the block l .. m: chases the bulge that the shift makes at m up to l.</summary>
    private static void Sweep(double[] d, double[] e, double[] basis, int width, int l, int m)
    {
        double half = (d[l + 1] - d[l]) / (2 * e[l]);
        double shift = d[l] - e[l] / (half + Math.CopySign(Math.Sqrt(half * half + 1), half));
        double g = d[m] - shift;
        double s = 1;
        double c = 1;
        double p = 0;
        for (int i = m - 1; i >= l; i--)
        {
            double f = s * e[i];
            double b = c * e[i];
            double r = Math.Sqrt(f * f + g * g);
            e[i + 1] = r;
            if (r == 0)
            {
                // The block splits here: undo the pending change and start again from what is left.
                d[i + 1] -= p;
                e[m] = 0;
                return;
            }
            s = f / r;
            c = g / r;
            g = d[i + 1] - p;
            r = (d[i] - g) * s + 2 * c * b;
            p = s * r;
            d[i + 1] = g + p;
            g = c * r - b;
            if (width > 0)
            {
                Elementwise.Rotate(c, s, basis.AsSpan(i * width, width), basis.AsSpan((i + 1) * width, width));
            }
        }
        d[l] -= p;
        e[l] = g;
        e[m] = 0;
    }
}
