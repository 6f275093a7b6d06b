using Gsp.Numerics;
using Gsp.Random;
using Gsp.Testing;
using Xunit;

namespace Gsp.Core.Tests.Numerics;

/// <summary>Properties of the managed algebra on random sizes, layouts and numbers; most of them hold to the last bit.</summary>
public sealed class BlasProperties
{
    private static readonly ManagedBlas<double> Blas = new();

    [Fact]
    public void AllLayoutsGiveTheSameBits() =>
        PropertyCheck.HoldsForSeeds(seed =>
        {
            var random = new RandomProduct(seed);
            double[] first = random.Product(Blas, Layout.RowMajor, Layout.RowMajor, Layout.RowMajor);
            return first.SequenceEqual(
                random.Product(Blas, random.AnyLayout(1), random.AnyLayout(2), random.AnyLayout(3))
            );
        });

    [Fact]
    public void TheTransposedProductIsTheProductOfTheTransposed() =>
        PropertyCheck.HoldsForSeeds(seed =>
        {
            var random = new RandomProduct(seed);
            Operand<double> a = random.A(random.AnyLayout(1));
            Operand<double> b = random.B(random.AnyLayout(2));
            var c = new double[random.M * random.N];
            var transposed = new double[random.M * random.N];
            Blas.Multiply(1.5, a.View, b.View, 0, c.AsRowMajor(random.M, random.N));
            Blas.Multiply(1.5, b.View.Transposed, a.View.Transposed, 0, transposed.AsColumnMajor(random.N, random.M));
            return c.SequenceEqual(transposed);
        });

    [Fact]
    public void ABlockOfTheProductIsTheProductOfTheBlocks() =>
        PropertyCheck.HoldsForSeeds(seed =>
        {
            var random = new RandomProduct(seed);
            Operand<double> a = random.A(Layout.RowMajor);
            Operand<double> b = random.B(Layout.RowMajor);
            double[] whole = random.Product(Blas, Layout.RowMajor, Layout.RowMajor, Layout.RowMajor, 1, 0);
            (int i, int j) = (random.M / 3, random.N / 2);
            (int m, int n) = (random.M - i, random.N - j);
            var block = new double[m * n];
            Blas.Multiply(
                1,
                a.View.Block(i, 0, m, random.K),
                b.View.Block(0, j, random.K, n),
                0,
                block.AsRowMajor(m, n)
            );
            return Enumerable.Range(0, m * n).All(e => block[e] == whole[(i + e / n) * random.N + j + e % n]);
        });

    [Fact]
    public void PermutedRowsGivePermutedRows() =>
        PropertyCheck.HoldsForSeeds(seed =>
        {
            var random = new RandomProduct(seed);
            double[] a = random.A(Layout.RowMajor).ToArray();
            (int m, int n, int k) = (random.M, random.N, random.K);
            double[] reversed = [.. Enumerable.Range(0, m).Reverse().SelectMany(i => a[(i * k)..((i + 1) * k)])];
            double[] c = random.Product(Blas, Layout.RowMajor, Layout.RowMajor, Layout.RowMajor, 1, 0);
            var d = new double[m * n];
            Blas.Multiply(1, reversed.AsRowMajor(m, k), random.B(Layout.RowMajor).View, 0, d.AsRowMajor(m, n));
            return Enumerable.Range(0, m).All(i => c.AsSpan(i * n, n).SequenceEqual(d.AsSpan((m - 1 - i) * n, n)));
        });

    [Fact]
    public void PowersOfTwoPassThroughExactly() =>
        PropertyCheck.HoldsForSeeds(seed =>
        {
            var random = new RandomProduct(seed);
            double[] c = random.Product(Blas, Layout.RowMajor, Layout.ColumnMajor, Layout.RowMajor, 0.75, 0);
            double[] a = [.. random.A(Layout.RowMajor).ToArray().Select(value => 8 * value)];
            var d = new double[c.Length];
            Blas.Multiply(
                0.75,
                a.AsRowMajor(random.M, random.K),
                random.B(Layout.RowMajor).View,
                0,
                d.AsRowMajor(random.M, random.N)
            );
            return Enumerable.Range(0, c.Length).All(e => d[e] == 8 * c[e]);
        });

    [Fact]
    public void SmallIntegersAreExact() =>
        PropertyCheck.HoldsForSeeds(seed =>
        {
            var random = new RandomProduct(seed, 15);
            (int m, int n, int k) = (random.M, random.N, random.K);
            int[] a = [.. random.A(Layout.RowMajor).ToArray().Select(value => (int)(9 * value))];
            int[] b = [.. random.B(Layout.RowMajor).ToArray().Select(value => (int)(9 * value))];
            var c = new double[m * n];
            Blas.Multiply(
                1,
                a.Select(v => (double)v).ToArray().AsRowMajor(m, k),
                b.Select(v => (double)v).ToArray().AsRowMajor(k, n),
                0,
                c.AsRowMajor(m, n)
            );
            return Enumerable
                .Range(0, m * n)
                .All(e => c[e] == Enumerable.Range(0, k).Sum(p => a[e / n * k + p] * b[p * n + e % n]));
        });

    [Fact]
    public void TheIdentityChangesNothing() =>
        PropertyCheck.HoldsForSeeds(seed =>
        {
            var random = new RandomProduct(seed);
            Operand<double> a = random.A(random.AnyLayout(1));
            var identity = new double[random.K * random.K];
            for (int i = 0; i < random.K; i++)
            {
                identity[i * random.K + i] = 1;
            }
            var c = new double[random.M * random.K];
            Blas.Multiply(1, a.View, identity.AsRowMajor(random.K, random.K), 0, c.AsRowMajor(random.M, random.K));
            return c.SequenceEqual(a.ToArray());
        });

    [Fact]
    public void ProductsAreLinear() =>
        PropertyCheck.HoldsForSeeds(seed =>
        {
            var random = new RandomProduct(seed);
            double[] once = random.Product(Blas, Layout.RowMajor, Layout.RowMajor, Layout.RowMajor, 2, 1);
            double[] twice = random.Product(Blas, Layout.RowMajor, Layout.RowMajor, Layout.RowMajor, 1, 1);
            var again = twice.AsRowMajor(random.M, random.N);
            Blas.Multiply(1, random.A(Layout.RowMajor).View, random.B(Layout.RowMajor).View, 1, again);
            return Near(once, twice, random.K);
        });

    [Fact]
    public void ProductsAreAssociativeToRounding() =>
        PropertyCheck.HoldsForSeeds(seed =>
        {
            var random = new RandomProduct(seed);
            (int m, int n, int k) = (random.M, random.N, random.K);
            Operand<double> a = random.A(Layout.RowMajor);
            Operand<double> b = random.B(Layout.ColumnMajor);
            double[] x = random.Vector(n);
            var bx = new double[k];
            var ab = new double[m * n];
            var left = new double[m];
            var right = new double[m];
            Blas.Multiply(1, b.View, x, 0, bx);
            Blas.Multiply(1, a.View, bx, 0, left);
            Blas.Multiply(1, a.View, b.View, 0, ab.AsRowMajor(m, n));
            Blas.Multiply(1, ab.AsRowMajor(m, n), x, 0, right);
            return Near(left, right, k * n);
        });

    [Fact]
    public void ABatchIsALoop() =>
        PropertyCheck.HoldsForSeeds(seed =>
        {
            var random = new RandomProduct(seed);
            (int m, int n, int k) = (random.M % 9, random.N % 9, random.K % 9);
            int batch = (int)(seed % 5) + 1;
            double[] a = random.Vector(batch * m * k);
            double[] b = random.Vector(batch * k * n);
            double[] c = random.Vector(batch * m * n);
            double[] d = [.. c];
            Blas.MultiplyBatch<double>(batch, m, n, k, 0.5, a, b, 2, c);
            for (int i = 0; i < batch; i++)
            {
                Blas.Multiply(
                    0.5,
                    ((ReadOnlySpan<double>)a.AsSpan(i * m * k, m * k)).AsRowMajor(m, k),
                    ((ReadOnlySpan<double>)b.AsSpan(i * k * n, k * n)).AsRowMajor(k, n),
                    2,
                    d.AsSpan(i * m * n, m * n).AsRowMajor(m, n)
                );
            }
            return c.SequenceEqual(d);
        });

    [Fact]
    public void TheSymmetricProductIsTheProduct() =>
        PropertyCheck.HoldsForSeeds(seed =>
        {
            var random = new RandomProduct(seed);
            Operand<double> a = random.A(random.AnyLayout(1));
            int n = random.M;
            var c = new double[n * n];
            var d = new double[n * n];
            Blas.SymmetricProduct(0.75, a.View, 0, c.AsRowMajor(n, n));
            Blas.Multiply(0.75, a.View, a.View.Transposed, 0, d.AsRowMajor(n, n));
            return c.SequenceEqual(d);
        });

    [Fact]
    public void TheSymmetricUpdateIsTheSymmetricProductOfAColumn() =>
        PropertyCheck.HoldsForSeeds(seed =>
        {
            var random = new RandomProduct(seed);
            int n = random.M;
            double[] x = random.Vector(n);
            var c = new double[n * n];
            Blas.SymmetricProduct(1, random.A(Layout.RowMajor).View, 0, c.AsRowMajor(n, n));
            double[] d = [.. c];
            Blas.SymmetricRankOne(0.02, x, 0.98, c.AsColumnMajor(n, n));
            Blas.SymmetricProduct(0.02, x.AsRowMajor(n, 1), 0.98, d.AsRowMajor(n, n));
            return c.SequenceEqual(d);
        });

    [Fact]
    public void RankOneHasTheSameBitsInEveryLayout() =>
        PropertyCheck.HoldsForSeeds(seed =>
        {
            var random = new RandomProduct(seed);
            double[] x = random.Vector(random.M);
            double[] y = random.Vector(random.K);
            Operand<double> first = random.A(Layout.RowMajor);
            Operand<double> other = random.A(random.AnyLayout(1));
            Blas.RankOne(0.3, x, y, 0.9, first.View);
            Blas.RankOne(0.3, x, y, 0.9, other.View);
            return first.ToArray().SequenceEqual(other.ToArray());
        });

    [Fact]
    public void InnerProductsCommuteAndASumIsTheInnerProductWithOnes() =>
        PropertyCheck.HoldsForSeeds(seed =>
        {
            var random = new RandomProduct(seed);
            int n = random.M * random.K;
            double[] x = random.Vector(n);
            double[] y = random.Vector(n + 1)[1..];
            double[] ones = [.. x.Select(_ => 1.0)];
            return Vectors.Dot<double>(x, y) == Vectors.Dot<double>(y, x)
                && Vectors.Sum<double>(x) == Vectors.Dot<double>(x, ones);
        });

    [Fact]
    public void VectorsCombineElementByElement() =>
        PropertyCheck.HoldsForSeeds(seed =>
        {
            var random = new RandomProduct(seed);
            float[] x = [.. random.Vector(random.M * 3).Select(v => (float)v)];
            float[] y = [.. x.Select(v => 1 - v * v)];
            float[] added = [.. y];
            float[] combined = [.. y];
            float[] scaled = [.. y];
            Vectors.AddScaled(0.3f, x, added);
            Vectors.Combine(0.3f, x, 0.7f, combined);
            Vectors.Scale(0.7f, scaled);
            return Enumerable
                .Range(0, x.Length)
                .All(i =>
                    added[i] == MathF.FusedMultiplyAdd(0.3f, x[i], y[i])
                    && scaled[i] == 0.7f * y[i]
                    && combined[i] == MathF.FusedMultiplyAdd(0.3f, x[i], scaled[i])
                );
        });

    private static bool Near(double[] left, double[] right, int terms) =>
        Enumerable.Range(0, left.Length).All(e => Math.Abs(left[e] - right[e]) <= 30 * 1.2e-16 * (terms + 3));
}
