using System.Numerics;
using System.Runtime.CompilerServices;
using Gsp.Numerics;
using Gsp.Random;
using Xunit;

namespace Gsp.Core.Tests.Numerics;

/// <summary>What every implementation of <see cref="IBlas{T}"/> keeps, whatever computes it.</summary>
/// <remarks>The yardstick is the residual ratio of LAPACK's tests: the largest difference from the exact result over
/// eps sqrt(k + 3) times the sum of the absolute terms; at most 30.</remarks>
public abstract class BlasContract<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private const double MostRatio = 30;

    public static TheoryData<int, int, int> Shapes =>
        new()
        {
            { 0, 0, 0 },
            { 0, 3, 2 },
            { 3, 0, 2 },
            { 3, 2, 0 },
            { 1, 1, 1 },
            { 1, 7, 1 },
            { 1, 1, 300 },
            { 7, 1, 5 },
            { 1, 40, 33 },
            { 2, 3, 4 },
            { 4, 12, 8 },
            { 5, 13, 9 },
            { 16, 16, 16 },
            { 17, 31, 29 },
            { 33, 5, 257 },
            { 3, 65, 64 },
            { 64, 63, 65 },
            { 97, 61, 83 },
            { 70, 90, 520 },
        };

    /// <summary>The implementation, or a skip with the reason.</summary>
    protected abstract IBlas<T> Blas();

    [Theory]
    [MemberData(nameof(Shapes))]
    public void ProductOfEveryShape(int m, int n, int k)
    {
        foreach (Layout layout in new[] { Layout.RowMajor, Layout.ColumnMajor, Layout.Scattered })
        {
            CheckProduct(m, n, k, layout, layout, layout, 0.75, -0.5);
            CheckProduct(m, n, k, layout, layout, layout, 1, 0);
            CheckProduct(m, n, k, layout, layout, layout, -1, 1);
        }
    }

    [Fact]
    public void ProductInEveryLayout()
    {
        Layout[] layouts = Enum.GetValues<Layout>();
        foreach (Layout a in layouts)
        {
            foreach (Layout b in layouts)
            {
                foreach (Layout c in layouts)
                {
                    CheckProduct(9, 14, 11, a, b, c, 1.5, 0.25);
                    CheckProduct(3, 2, 40, a, b, c, 1, 0);
                    CheckProduct(40, 45, 30, a, b, c, 1, 1);
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void ProductWithAVector(int m, int n, int k)
    {
        _ = k;
        foreach (Layout layout in Enum.GetValues<Layout>())
        {
            foreach ((double alpha, double beta) in new[] { (1.0, 0.0), (0.75, -0.5) })
            {
                var stream = new RandomStream((ulong)(m * 1000 + n));
                var a = new Operand<T>(m, n, layout, stream);
                T[] x = new Operand<T>(n, 1, Layout.RowMajor, stream).ToArray();
                T[] y = new Operand<T>(m, 1, Layout.RowMajor, stream).ToArray();
                double[] expected = Exact(alpha, a.ToArray(), x, beta, y, m, 1, n, out double[] scale);
                Blas().Multiply(T.CreateChecked(alpha), a.View, x, T.CreateChecked(beta), y);
                AssertClose(y, expected, scale, n, $"{m} x {n} {layout}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void RankOneUpdates(int m, int n, int k)
    {
        _ = k;
        foreach (Layout layout in Enum.GetValues<Layout>())
        {
            foreach ((double alpha, double beta) in new[] { (1.0, 0.0), (0.0625, 0.98) })
            {
                var stream = new RandomStream((ulong)(m * 1000 + n));
                var a = new Operand<T>(m, n, layout, stream);
                T[] x = new Operand<T>(m, 1, Layout.RowMajor, stream).ToArray();
                T[] y = new Operand<T>(n, 1, Layout.RowMajor, stream).ToArray();
                double[] expected = Exact(alpha, x, y, beta, a.ToArray(), m, n, 1, out double[] scale);
                Blas().RankOne(T.CreateChecked(alpha), x, y, T.CreateChecked(beta), a.View);
                AssertClose(a.ToArray(), expected, scale, 1, $"{m} x {n} {layout}");
                Assert.True(a.SentinelsStand());
            }
        }
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(0, 4)]
    [InlineData(1, 1)]
    [InlineData(5, 0)]
    [InlineData(13, 3)]
    [InlineData(34, 260)]
    [InlineData(53, 20)]
    public void SymmetricProductsAndUpdatesAreSymmetric(int n, int k)
    {
        foreach (Layout layout in Enum.GetValues<Layout>())
        {
            foreach (Layout target in Enum.GetValues<Layout>())
            {
                foreach ((double alpha, double beta) in new[] { (1.0, 0.0), (0.0625, 0.98) })
                {
                    var stream = new RandomStream((ulong)(n * 1000 + k));
                    var a = new Operand<T>(n, k, layout, stream);
                    var c = new Operand<T>(n, n, target, stream);
                    MakeSymmetric(c.View);
                    T[] transposed = Transpose(a.ToArray(), n, k);
                    double[] expected = Exact(
                        alpha,
                        a.ToArray(),
                        transposed,
                        beta,
                        c.ToArray(),
                        n,
                        n,
                        k,
                        out double[] scale
                    );
                    Blas().SymmetricProduct(T.CreateChecked(alpha), a.View, T.CreateChecked(beta), c.View);
                    AssertClose(c.ToArray(), expected, scale, k, $"product {n} x {k} {layout} {target}");
                    Assert.Equal(c.ToArray(), Transpose(c.ToArray(), n, n));

                    T[] x = new Operand<T>(n, 1, Layout.RowMajor, stream).ToArray();
                    expected = Exact(alpha, x, x, beta, c.ToArray(), n, n, 1, out scale);
                    Blas().SymmetricRankOne(T.CreateChecked(alpha), x, T.CreateChecked(beta), c.View);
                    AssertClose(c.ToArray(), expected, scale, 1, $"update {n} {target}");
                    Assert.Equal(c.ToArray(), Transpose(c.ToArray(), n, n));
                    Assert.True(c.SentinelsStand());
                }
            }
        }
    }

    [Theory]
    [InlineData(0, 2, 3, 4)]
    [InlineData(1, 2, 3, 4)]
    [InlineData(7, 5, 6, 3)]
    [InlineData(3, 40, 33, 50)]
    public void BatchesOfProducts(int batch, int m, int n, int k)
    {
        var stream = new RandomStream(11);
        T[] a = new Operand<T>(batch * m, k, Layout.RowMajor, stream).ToArray();
        T[] b = new Operand<T>(batch * k, n, Layout.RowMajor, stream).ToArray();
        T[] c = new Operand<T>(batch * m, n, Layout.RowMajor, stream).ToArray();
        T[] before = [.. c];
        Blas().MultiplyBatch<T>(batch, m, n, k, T.One, a, b, T.One, c);
        for (int i = 0; i < batch; i++)
        {
            double[] expected = Exact(
                1,
                a[(i * m * k)..((i + 1) * m * k)],
                b[(i * k * n)..((i + 1) * k * n)],
                1,
                before[(i * m * n)..((i + 1) * m * n)],
                m,
                n,
                k,
                out double[] scale
            );
            AssertClose(c[(i * m * n)..((i + 1) * m * n)], expected, scale, k, $"product {i}");
        }
    }

    /// <summary>Heads of an attention layer: [time, head, width] tensors, one product a head, all of them sharing B.</summary>
    [Fact]
    public void BatchesMayInterleaveAndShare()
    {
        (int time, int heads, int width) = (6, 3, 4);
        var stream = new RandomStream(12);
        T[] a = new Operand<T>(time, heads * width, Layout.RowMajor, stream).ToArray();
        var b = new Operand<T>(width, 5, Layout.RowMajor, stream);
        T[] c = new T[time * heads * 5];
        var firstA = new ReadOnlyMatrixView<T>(a, time, width, heads * width, 1);
        var firstC = new MatrixView<T>(c, time, 5, heads * 5, 1);
        Blas().MultiplyBatch(heads, T.One, firstA, width, b.View, 0, T.Zero, firstC, 5);
        double[] expected = new double[c.Length];
        for (int t = 0; t < time; t++)
        {
            for (int head = 0; head < heads; head++)
            {
                for (int j = 0; j < 5; j++)
                {
                    for (int k = 0; k < width; k++)
                    {
                        expected[(t * heads + head) * 5 + j] +=
                            double.CreateChecked(a[t * heads * width + head * width + k])
                            * double.CreateChecked(b.View[k, j]);
                    }
                }
            }
        }
        AssertClose(c, expected, [.. expected.Select(_ => 4.0)], width, "heads");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(15)]
    [InlineData(16)]
    [InlineData(33)]
    [InlineData(1000)]
    public void InnerProducts(int n)
    {
        var stream = new RandomStream((ulong)n);
        T[] x = new Operand<T>(n, 1, Layout.RowMajor, stream).ToArray();
        T[] y = new Operand<T>(n, 1, Layout.RowMajor, stream).ToArray();
        double[] expected = Exact(1, x, y, 0, [T.Zero], 1, 1, n, out double[] scale);
        AssertClose([Blas().Dot(x, y)], expected, scale, n, "dot");
    }

    [Fact]
    public void ABetaOfZeroForgetsWhatWasThere()
    {
        foreach (Layout layout in Enum.GetValues<Layout>())
        {
            var stream = new RandomStream(3);
            var a = new Operand<T>(21, 21, layout, stream);
            var c = new Operand<T>(21, 21, layout, stream);
            T[] x = new Operand<T>(21, 1, Layout.RowMajor, stream).ToArray();
            T[] y = [.. x.Select(_ => T.NaN)];
            c.Fill(() => T.NaN);
            Blas().Multiply(T.One, a.View, a.View, T.Zero, c.View);
            Assert.DoesNotContain(c.ToArray(), T.IsNaN);
            c.Fill(() => T.NaN);
            Blas().SymmetricProduct(T.One, a.View, T.Zero, c.View);
            Assert.DoesNotContain(c.ToArray(), T.IsNaN);
            c.Fill(() => T.NaN);
            Blas().RankOne(T.One, x, x, T.Zero, c.View);
            Assert.DoesNotContain(c.ToArray(), T.IsNaN);
            c.Fill(() => T.NaN);
            Blas().SymmetricRankOne(T.One, x, T.Zero, c.View);
            Assert.DoesNotContain(c.ToArray(), T.IsNaN);
            Blas().Multiply(T.One, a.View, x, T.Zero, y);
            Assert.DoesNotContain(y, T.IsNaN);
        }
    }

    [Fact]
    public void MissingValuesSpreadToTheirRowsAndColumnsOnly()
    {
        var stream = new RandomStream(4);
        var a = new Operand<T>(10, 12, Layout.RowMajor, stream);
        var b = new Operand<T>(12, 14, Layout.RowMajor, stream);
        var c = new Operand<T>(10, 14, Layout.RowMajor, stream);
        a.View[9, 3] = T.NaN;
        b.View[5, 13] = T.PositiveInfinity;
        Blas().Multiply(T.One, a.View, b.View, T.Zero, c.View);
        for (int i = 0; i < 10; i++)
        {
            for (int j = 0; j < 14; j++)
            {
                Assert.Equal(i != 9 && j != 13, T.IsFinite(c.View[i, j]));
            }
        }
    }

    [Fact]
    public void WrongShapesAreErrors()
    {
        IBlas<T> blas = Blas();
        T[] memory = new T[100];
        Assert.Throws<ArgumentException>(() =>
            blas.Multiply(T.One, memory.AsRowMajor(2, 3), memory.AsRowMajor(4, 2), T.Zero, new T[4].AsRowMajor(2, 2))
        );
        Assert.Throws<ArgumentException>(() =>
            blas.Multiply(T.One, memory.AsRowMajor(2, 3), memory.AsRowMajor(3, 2), T.Zero, new T[6].AsRowMajor(2, 3))
        );
        Assert.Throws<ArgumentException>(() =>
            blas.Multiply(T.One, memory.AsRowMajor(2, 3), new T[2], T.Zero, new T[2])
        );
        Assert.Throws<ArgumentException>(() =>
            blas.Multiply(T.One, memory.AsRowMajor(2, 3), new T[3], T.Zero, new T[3])
        );
        Assert.Throws<ArgumentException>(() =>
            blas.RankOne(T.One, new T[2], new T[3], T.Zero, new T[6].AsRowMajor(3, 2))
        );
        Assert.Throws<ArgumentException>(() =>
            blas.SymmetricRankOne(T.One, new T[2], T.Zero, new T[6].AsRowMajor(3, 2))
        );
        Assert.Throws<ArgumentException>(() =>
            blas.SymmetricProduct(T.One, memory.AsRowMajor(2, 3), T.Zero, new T[9].AsRowMajor(3, 3))
        );
        Assert.Throws<ArgumentException>(() => blas.Dot(new T[2], new T[3]));
        Assert.Throws<ArgumentException>(() =>
            blas.MultiplyBatch<T>(2, 2, 2, 2, T.One, new T[8], new T[7], T.Zero, new T[8])
        );
        Assert.Throws<ArgumentException>(() =>
            blas.MultiplyBatch(
                2,
                T.One,
                new T[4].AsRowMajor(2, 2),
                4,
                new T[4].AsRowMajor(2, 2),
                0,
                T.Zero,
                new T[8].AsRowMajor(2, 2),
                4
            )
        );
        Assert.Throws<ArgumentException>(() =>
            blas.Multiply(
                T.One,
                memory.AsRowMajor(2, 2),
                memory.AsRowMajor(2, 2),
                T.Zero,
                new MatrixView<T>(new T[4], 2, 2, 0, 1)
            )
        );
    }

    private void CheckProduct(int m, int n, int k, Layout la, Layout lb, Layout lc, double alpha, double beta)
    {
        var stream = new RandomStream((ulong)(m * 1_000_000 + n * 1000 + k));
        var a = new Operand<T>(m, k, la, stream);
        var b = new Operand<T>(k, n, lb, stream);
        var c = new Operand<T>(m, n, lc, stream);
        double[] expected = Exact(alpha, a.ToArray(), b.ToArray(), beta, c.ToArray(), m, n, k, out double[] scale);
        Blas().Multiply(T.CreateChecked(alpha), a.View, b.View, T.CreateChecked(beta), c.View);
        AssertClose(c.ToArray(), expected, scale, k, $"{m} x {k} {la} by {k} x {n} {lb} into {lc}");
        Assert.True(c.SentinelsStand(), "memory outside the result was written");
    }

    /// <summary>The result in compensated double arithmetic, and per element the sum of the absolute values of its terms.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static double[] Exact(
        double alpha,
        T[] a,
        T[] b,
        double beta,
        T[] c,
        int m,
        int n,
        int k,
        out double[] scale
    )
    {
        double[] left = Doubles(a);
        double[] right = Doubles(b);
        double[] old = Doubles(c);
        var result = new double[m * n];
        scale = new double[m * n];
        for (int i = 0; i < m; i++)
        {
            for (int j = 0; j < n; j++)
            {
                double sum = 0;
                double lost = 0;
                double size = 0;
                for (int p = 0; p < k; p++)
                {
                    double x = left[i * k + p];
                    double y = right[p * n + j];
                    double product = x * y;
                    double next = sum + product;
                    double back = next - sum;
                    lost += sum - (next - back) + (product - back) + Math.FusedMultiplyAdd(x, y, -product);
                    sum = next;
                    size += Math.Abs(product);
                }
                result[i * n + j] = alpha * (sum + lost) + beta * old[i * n + j];
                scale[i * n + j] = Math.Abs(alpha) * size + Math.Abs(beta * old[i * n + j]);
            }
        }
        return result;
    }

    private static double[] Doubles(T[] values) => [.. values.Select(double.CreateChecked)];

    private static void AssertClose(T[] actual, double[] expected, double[] scale, int terms, string what)
    {
        double unit = double.CreateChecked(T.BitIncrement(T.One) - T.One) / 2;
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < actual.Length; i++)
        {
            double difference = Math.Abs(double.CreateChecked(actual[i]) - expected[i]);
            double bound = unit * Math.Sqrt(terms + 3) * Math.Max(scale[i], 1e-30);
            Assert.True(difference <= MostRatio * bound, $"{what}: element {i} is {actual[i]}, expected {expected[i]}");
        }
    }

    private static T[] Transpose(T[] values, int rows, int columns)
    {
        var result = new T[values.Length];
        for (int i = 0; i < rows; i++)
        {
            for (int j = 0; j < columns; j++)
            {
                result[j * rows + i] = values[i * columns + j];
            }
        }
        return result;
    }

    private static void MakeSymmetric(MatrixView<T> matrix)
    {
        for (int i = 0; i < matrix.Rows; i++)
        {
            for (int j = 0; j < i; j++)
            {
                matrix[i, j] = matrix[j, i];
            }
        }
    }
}
