using Gsp.Random;
using MathNet.Numerics.LinearAlgebra;

namespace Gsp.Core.Tests.Numerics;

/// <summary>The kinds of matrices on which decompositions are tried, in LAPACK's manner: easy, singular, badly scaled, near the limits.</summary>
internal static class MatrixTypes
{
    public const double Epsilon = 2.220446049250313e-16;

    /// <summary>The largest scaled residual ratio accepted (LAPACK's customary threshold).</summary>
    public const double Threshold = 30;

    public static IEnumerable<(string Name, Matrix<double> A)> General(int m, int n, ulong seed)
    {
        RandomStream stream = new RandomStream(seed).Split("general").Split(m).Split(n);
        yield return ("zero", Matrix<double>.Build.Dense(m, n));
        yield return ("identity", Matrix<double>.Build.DenseIdentity(m, n));
        yield return ("random", Normal(stream, m, n));
        yield return ("near overflow", Normal(stream, m, n) * 1e150);
        yield return ("near underflow", Normal(stream, m, n) * 1e-150);
        int k = Math.Max(1, Math.Min(m, n) / 2);
        yield return ("rank deficient", Normal(stream, m, k) * Normal(stream, k, n));
        Matrix<double> zeroColumn = Normal(stream, m, n);
        zeroColumn.ClearColumn(n / 2);
        zeroColumn.ClearRow(m - 1);
        yield return ("zero column and row", zeroColumn);
        Matrix<double> graded = Normal(stream, m, n);
        yield return ("graded rows", graded.MapIndexed((i, _, v) => v * Math.Pow(10, -12.0 * i / m)));
        yield return ("graded columns", graded.MapIndexed((_, j, v) => v * Math.Pow(10, 9.0 * j / n)));
        yield return ("equal columns", Matrix<double>.Build.Dense(m, n, (i, _) => i + 1.0));
        yield return ("hilbert", Matrix<double>.Build.Dense(m, n, (i, j) => 1.0 / (i + j + 1)));
        yield return ("small integers", Normal(stream, m, n).Map(v => Math.Round(v)));
    }

    public static IEnumerable<(string Name, Matrix<double> A)> Symmetric(int n, ulong seed)
    {
        foreach ((string name, Matrix<double> a) in General(n, n, seed))
        {
            yield return (name, a + a.Transpose());
        }
        yield return ("path graph", Path(n));
        yield return ("path laplacian", Path(n).Map(v => -v) + Matrix<double>.Build.DenseDiagonal(n, 2));
        yield return (
            "star (one eigenvalue n - 2 times)",
            Matrix<double>.Build.Dense(n, n, (i, j) => i != j && i * j == 0 ? 1 : 0)
        );
        yield return ("complete graph", Matrix<double>.Build.Dense(n, n, (i, j) => i == j ? 0 : 1));
        yield return ("diagonal", Matrix<double>.Build.DenseDiagonal(n, n, i => Math.Pow(-2, i % 20)));
    }

    public static IEnumerable<(string Name, Matrix<double> A)> Square(int n, ulong seed)
    {
        foreach ((string name, Matrix<double> a) in General(n, n, seed))
        {
            yield return (name, a);
        }
        yield return ("jordan block", Matrix<double>.Build.Dense(n, n, (i, j) => i == j ? 2 : (j == i + 1 ? 1 : 0)));
        yield return ("nilpotent", Matrix<double>.Build.Dense(n, n, (i, j) => j == i + 1 ? 1 : 0));
        yield return ("cycle", Matrix<double>.Build.Dense(n, n, (i, j) => j == (i + 1) % n ? 1 : 0));
        yield return (
            "rotations",
            Matrix<double>.Build.Dense(n, n, (i, j) => i / 2 == j / 2 ? (i == j ? 1 : i - j) : 0)
        );
        yield return ("path graph", Path(n));
    }

    public static Matrix<double> PositiveDefinite(RandomStream stream, int n, double logCondition)
    {
        Matrix<double> q = Normal(stream, n, n).QR().Q;
        return q
            * Matrix<double>.Build.DenseDiagonal(n, n, i => Math.Pow(10, -logCondition * i / Math.Max(1, n - 1)))
            * q.Transpose();
    }

    public static Matrix<double> Normal(RandomStream stream, int m, int n)
    {
        var values = new double[m * n];
        stream.FillNormal(values);
        return Matrix<double>.Build.Dense(m, n, values);
    }

    public static Matrix<double> Path(int n) =>
        Matrix<double>.Build.Dense(n, n, (i, j) => Math.Abs(i - j) == 1 ? 1 : 0);

    /// <summary>|residual| / (|A| n eps); zero over zero counts as zero. Norms are largest magnitudes, safe near the limits of range.</summary>
    public static double Ratio(Matrix<double> residual, Matrix<double> a) =>
        Ratio(Largest(residual.Enumerate()), Largest(a.Enumerate()), Math.Max(a.RowCount, a.ColumnCount));

    public static double Ratio(double residual, double norm, int size) =>
        residual == 0 ? 0 : residual / (norm * size * Epsilon);

    public static double Orthogonality(Matrix<double> q) =>
        Ratio(
            q.TransposeThisAndMultiply(q) - Matrix<double>.Build.DenseIdentity(q.ColumnCount),
            Matrix<double>.Build.DenseIdentity(q.RowCount)
        );

    private static double Largest(IEnumerable<double> values) =>
        values.Aggregate(0.0, (largest, value) => Math.Max(largest, Math.Abs(value)));
}
