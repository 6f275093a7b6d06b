namespace Gsp.Numerics;

/// <summary>Brings a real matrix to real Schur form, A = Z T Z^T, with T upper triangular but for 2 x 2 blocks of complex pairs.</summary>
internal sealed partial class RealSchur
{
    private const double MachineEpsilon = 2.220446049250313e-16;
    private const int MostSteps = 60;
    private readonly int n;
    private readonly double[] t; // row-major
    private readonly double[] z; // row-major Z^T: rotations of columns of Z are those of rows here; empty where not wanted
    private readonly double norm;

    /// <summary>Takes over a matrix, which is spoilt.</summary>
    public RealSchur(double[] matrix, int size, bool vectors)
    {
        n = size;
        t = matrix;
        double length = Reductions.Norm(matrix);
        norm = length == 0 ? 1 : length;
        z = vectors ? new double[n * n] : [];
        for (int i = 0; i < n && vectors; i++)
        {
            z[i * n + i] = 1;
        }
    }

    /// <summary>Does the reduction; false where the QR steps did not converge.</summary>
    public bool Reduce()
    {
        ToHessenberg();
        int high = n - 1;
        int step = 0;
        while (high >= 0)
        {
            int low = Deflate(high);
            if (low == high)
            {
                high--;
                step = 0;
            }
            else if (low == high - 1)
            {
                SplitPair(high);
                high -= 2;
                step = 0;
            }
            else if (step == MostSteps)
            {
                return false;
            }
            else
            {
                FrancisStep(low, high, exceptional: ++step % 10 == 0);
            }
        }
        return true;
    }

    private ref double T(int i, int j) => ref t[i * n + j];

    private void ToHessenberg()
    {
        var v = new double[n];
        for (int k = 0; k < n - 2; k++)
        {
            Span<double> x = v.AsSpan(0, n - k - 1);
            for (int i = 0; i < x.Length; i++)
            {
                x[i] = T(k + 1 + i, k);
            }
            double tau = Householder.Make(x);
            double beta = x[0];
            x[0] = 1;
            ReflectRows(x, tau, k + 1, k);
            ReflectColumns(x, tau, k + 1, n);
            T(k + 1, k) = beta;
            for (int i = k + 2; i < n; i++)
            {
                T(i, k) = 0;
            }
        }
    }

    /// <summary>T = H T on rows first .. first + v.Length - 1, from a column on.</summary>
    private void ReflectRows(ReadOnlySpan<double> v, double tau, int first, int column)
    {
        if (tau == 0)
        {
            return;
        }
        double[] sums = new double[n - column];
        for (int i = 0; i < v.Length; i++)
        {
            Vectors.AddScaled<double>(v[i], t.AsSpan((first + i) * n + column, n - column), sums);
        }
        for (int i = 0; i < v.Length; i++)
        {
            Vectors.AddScaled<double>(-tau * v[i], sums, t.AsSpan((first + i) * n + column, n - column));
        }
    }

    /// <summary>T = T H on columns first .. first + v.Length - 1 of the first rows, and Z = Z H.</summary>
    private void ReflectColumns(ReadOnlySpan<double> v, double tau, int first, int rows)
    {
        if (tau == 0)
        {
            return;
        }
        for (int i = 0; i < rows; i++)
        {
            Span<double> row = t.AsSpan(i * n + first, v.Length);
            Vectors.AddScaled<double>(-tau * Vectors.Dot<double>(row, v), v, row);
        }
        if (z.Length > 0)
        {
            var sums = new double[n];
            for (int i = 0; i < v.Length; i++)
            {
                Vectors.AddScaled<double>(v[i], z.AsSpan((first + i) * n, n), sums);
            }
            for (int i = 0; i < v.Length; i++)
            {
                Vectors.AddScaled<double>(-tau * v[i], sums, z.AsSpan((first + i) * n, n));
            }
        }
    }

    /// <summary>The first row of the last unreduced block; sets the negligible subdiagonal entry before it to zero.</summary>
    private int Deflate(int high)
    {
        for (int l = high; l > 0; l--)
        {
            double around = Math.Abs(T(l - 1, l - 1)) + Math.Abs(T(l, l));
            double limit = MachineEpsilon * (around == 0 ? norm : around);
            if (Math.Abs(T(l, l - 1)) <= Math.Max(limit, MachineEpsilon * MachineEpsilon * norm))
            {
                T(l, l - 1) = 0;
                return l;
            }
        }
        return 0;
    }

    /// <summary>One implicit double-shift step on the block low .. high (at least 3 x 3).</summary>
    private void FrancisStep(int low, int high, bool exceptional)
    {
        double a = T(high, high);
        double b = T(high - 1, high - 1);
        double product = T(high, high - 1) * T(high - 1, high);
        if (exceptional)
        {
            // Shifts unrelated to the block break cycles.
            double size = Math.Abs(T(high, high - 1)) + Math.Abs(T(high - 1, high - 2));
            a = b = 0.75 * size;
            product = -0.4375 * size * size;
        }
        Span<double> x = stackalloc double[3];
        // Where two neighbouring subdiagonal entries are small, the step starts below them: from the top its shifts would drown in rounding.
        int start = high - 2;
        for (; ; start--)
        {
            FirstColumn(start, a, b, product, x);
            if (start == low)
            {
                break;
            }
            double before = Math.Abs(T(start, start - 1)) * (Math.Abs(x[1]) + Math.Abs(x[2]));
            double around =
                Math.Abs(x[0])
                * (Math.Abs(T(start - 1, start - 1)) + Math.Abs(T(start, start)) + Math.Abs(T(start + 1, start + 1)));
            if (before <= MachineEpsilon * around)
            {
                break;
            }
        }
        bool inside = start > low;
        for (int k = start; k < high; k++)
        {
            Span<double> v = x[..Math.Min(3, high - k + 1)];
            double tau = Householder.Make(v);
            double beta = v[0];
            v[0] = 1;
            if (k == start && inside)
            {
                T(k, k - 1) -= tau * T(k, k - 1);
            }
            else if (k > start)
            {
                T(k, k - 1) = tau == 0 ? T(k, k - 1) : beta;
                for (int i = 1; i < v.Length; i++)
                {
                    T(k + i, k - 1) = 0;
                }
            }
            SmallReflectRows(v, tau, k);
            SmallReflectColumns(v, tau, k, Math.Min(k + 4, high + 1));
            x[0] = T(k + 1, k);
            x[1] = k + 2 <= high ? T(k + 2, k) : 0;
            x[2] = k + 3 <= high ? T(k + 3, k) : 0;
        }
    }

    /// <summary>The first column of (T - s1)(T - s2) on the block from a row on, over its subdiagonal entry and by differences, so that it keeps
    /// its digits where the shifts are nearly eigenvalues.</summary>
    private void FirstColumn(int m, double a, double b, double product, Span<double> x)
    {
        double r = a - T(m, m);
        double s = b - T(m, m);
        x[0] = (r * s - product) / T(m + 1, m) + T(m, m + 1);
        x[1] = T(m + 1, m + 1) - T(m, m) - r - s;
        x[2] = T(m + 2, m + 1);
        double size = Math.Abs(x[0]) + Math.Abs(x[1]) + Math.Abs(x[2]);
        for (int i = 0; i < 3 && size > 0; i++)
        {
            x[i] /= size;
        }
    }

    private void SmallReflectRows(ReadOnlySpan<double> v, double tau, int first)
    {
        for (int j = first; j < n; j++)
        {
            double sum = 0;
            for (int i = 0; i < v.Length; i++)
            {
                sum += v[i] * T(first + i, j);
            }
            sum *= tau;
            for (int i = 0; i < v.Length; i++)
            {
                T(first + i, j) -= sum * v[i];
            }
        }
    }

    private void SmallReflectColumns(ReadOnlySpan<double> v, double tau, int first, int rows)
    {
        for (int i = 0; i < rows; i++)
        {
            double sum = 0;
            for (int j = 0; j < v.Length; j++)
            {
                sum += v[j] * T(i, first + j);
            }
            sum *= tau;
            for (int j = 0; j < v.Length; j++)
            {
                T(i, first + j) -= sum * v[j];
            }
        }
        for (int c = 0; c < n && z.Length > 0; c++)
        {
            double sum = 0;
            for (int j = 0; j < v.Length; j++)
            {
                sum += v[j] * z[(first + j) * n + c];
            }
            sum *= tau;
            for (int j = 0; j < v.Length; j++)
            {
                z[(first + j) * n + c] -= sum * v[j];
            }
        }
    }

    /// <summary>Makes the 2 x 2 block that ends at a row triangular where its eigenvalues are real.</summary>
    private void SplitPair(int high)
    {
        int low = high - 1;
        double half = 0.5 * (T(low, low) - T(high, high));
        double discriminant = half * half + T(low, high) * T(high, low);
        if (discriminant < 0)
        {
            return;
        }
        // (root, T(high, low)) is the eigenvector of the eigenvalue T(high, high) + root; a rotation carries it to the first axis.
        double root = half + Math.CopySign(Math.Sqrt(discriminant), half);
        double length = Math.Max(Math.Abs(root), Math.Abs(T(high, low)));
        double c = root / length;
        double s = -T(high, low) / length;
        double size = Math.Sqrt(c * c + s * s);
        c /= size;
        s /= size;
        Elementwise.Rotate(c, s, t.AsSpan(low * n + low, n - low), t.AsSpan(high * n + low, n - low));
        for (int i = 0; i <= high; i++)
        {
            (T(i, low), T(i, high)) = (c * T(i, low) - s * T(i, high), s * T(i, low) + c * T(i, high));
        }
        if (z.Length > 0)
        {
            Elementwise.Rotate(c, s, z.AsSpan(low * n, n), z.AsSpan(high * n, n));
        }
        T(high, low) = 0;
    }
}
